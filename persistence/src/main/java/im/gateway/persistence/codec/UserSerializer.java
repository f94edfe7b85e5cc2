package im.gateway.persistence.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Events and snapshots as CBOR (RFC 8949) maps, under names of our own. Pekko makes one for each actor system (reference.conf); it has no
 * state and may be used by many threads.
 */
public final class UserSerializer extends SerializerWithStringManifest {
    /** Stands in the journal beside each event and snapshot: never changes. */
    public static final int IDENTIFIER = 1100;

    private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());
    private static final Map<String, Format<?>> BY_NAME = new LinkedHashMap<>();
    private static final Map<Class<?>, Format<?>> BY_TYPE = new LinkedHashMap<>();

    static {
        EventFormats.ALL.forEach(UserSerializer::enter);
        enter(RecordFormat.V1);
    }

    private static void enter(Format<?> format) {
        BY_NAME.put(format.name(), format);
        BY_TYPE.put(format.type(), format);
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    /** @throws IllegalArgumentException for a type that is neither event nor snapshot */
    @Override
    public String manifest(Object value) {
        return format(value).name();
    }

    @Override
    public byte[] toBinary(Object value) {
        ObjectNode object = CBOR.createObjectNode();
        format(value).writeTo(value, object);
        try {
            return CBOR.writeValueAsBytes(object);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** @throws NotSerializableException for an unknown name, and for bytes that are not what the name says */
    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        Format<?> format = BY_NAME.get(manifest);
        if (format == null) {
            throw new NotSerializableException("stored under the name " + manifest + " (expected: one of "
                    + BY_NAME.keySet() + "); was it written by a newer release of the gateway?");
        }
        try {
            JsonNode object = CBOR.readTree(bytes);
            if (object == null || !object.isObject()) {
                throw new NotSerializableException(manifest + ": " + bytes.length + " bytes (expected: a CBOR map)");
            }
            return format.read().apply(new Fields(manifest, object));
        } catch (FormatException malformed) {
            throw because(String.valueOf(malformed.getMessage()), malformed);
        } catch (NotSerializableException refused) {
            throw refused;
        } catch (IOException malformed) {
            throw because(manifest + ": " + bytes.length + " bytes (expected: CBOR)", malformed);
        }
    }

    private static NotSerializableException because(String message, Exception cause) {
        NotSerializableException exception = new NotSerializableException(message);
        exception.initCause(cause);
        return exception;
    }

    private static Format<?> format(Object value) {
        Format<?> format = BY_TYPE.get(value.getClass());
        if (format == null) {
            throw new IllegalArgumentException(
                    "cannot store a " + value.getClass().getName() + " (expected: one of " + BY_TYPE.keySet() + ")");
        }
        return format;
    }
}
