package im.gateway.node.wire;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;

/**
 * One journal for all nodes in this process, as Cassandra is one for all nodes: what a node wrote, the next one reads, also after all
 * have been stopped. It holds bytes, so that events go through their serializer. Made by Pekko.
 */
public final class SharedJournal extends AsyncWriteJournal {
    /** The settings that make an actor system use it. Snapshots are the node's own: no story has enough events for one. */
    static final Config CONFIG = ConfigFactory.parseString("""
                    pekko.persistence.journal.plugin = wire-journal
                    wire-journal.class = "%s"
                    """.formatted(SharedJournal.class.getName()))
            .withFallback(ConfigFactory.parseResources("persistence-in-memory.conf"));

    private static final Map<String, NavigableMap<Long, byte[]>> EVENTS = new ConcurrentHashMap<>();

    private final Serialization serialization =
            SerializationExtension.get(context().system());

    private static NavigableMap<Long, byte[]> of(String persistenceId) {
        return EVENTS.computeIfAbsent(persistenceId, unknown -> new ConcurrentSkipListMap<>());
    }

    @Override
    public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> writes) {
        List<Optional<Exception>> done = StreamSupport.stream(writes.spliterator(), false)
                .map(write -> {
                    CollectionConverters.asJava(write.payload())
                            .forEach(event -> of(event.persistenceId())
                                    .put(
                                            event.sequenceNr(),
                                            serialization.serialize(event).get()));
                    return Optional.<Exception>empty();
                })
                .toList();
        return Future.successful(done);
    }

    @Override
    public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long to) {
        of(persistenceId).headMap(to, true).clear();
        return Future.successful(null);
    }

    @Override
    public Future<Void> doAsyncReplayMessages(
            String persistenceId, long from, long to, long max, Consumer<PersistentRepr> replay) {
        of(persistenceId).subMap(from, true, to, true).values().stream()
                .limit(max)
                .map(bytes ->
                        serialization.deserialize(bytes, PersistentRepr.class).get())
                .forEach(replay);
        return Future.successful(null);
    }

    @Override
    public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long from) {
        NavigableMap<Long, byte[]> events = of(persistenceId);
        return Future.successful(events.isEmpty() ? 0L : events.lastKey());
    }
}
