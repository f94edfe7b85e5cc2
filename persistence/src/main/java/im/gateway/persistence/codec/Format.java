package im.gateway.persistence.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * How one type is stored.
 *
 * @param name its name and version in the journal, which never changes: another form gets another version and another format
 * @param write puts the fields into an empty object
 */
record Format<T>(String name, Class<T> type, BiConsumer<T, ObjectNode> write, Function<Fields, T> read) {
    void writeTo(Object value, ObjectNode object) {
        write.accept(type.cast(value), object);
    }
}
