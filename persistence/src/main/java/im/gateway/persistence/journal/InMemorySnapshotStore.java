package im.gateway.persistence.journal;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.snapshot.japi.SnapshotStore;
import scala.concurrent.Future;

/**
 * Snapshots that end with the process, beside Pekko's journal in memory: made by Pekko (persistence-in-memory.conf). Pekko has none of its own that
 * is not for tests, and without any, each attempt to take a snapshot would count as a failure.
 */
public final class InMemorySnapshotStore extends SnapshotStore {
    private final Map<String, NavigableMap<Long, SelectedSnapshot>> snapshots = new ConcurrentHashMap<>();

    @Override
    public Future<Optional<SelectedSnapshot>> doLoadAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        return Future.successful(of(persistenceId).descendingMap().values().stream()
                .filter(snapshot -> matches(criteria, snapshot.metadata()))
                .findFirst());
    }

    @Override
    public Future<Void> doSaveAsync(SnapshotMetadata metadata, Object snapshot) {
        of(metadata.persistenceId()).put(metadata.sequenceNr(), SelectedSnapshot.create(metadata, snapshot));
        return done();
    }

    @Override
    public Future<Void> doDeleteAsync(SnapshotMetadata metadata) {
        of(metadata.persistenceId()).remove(metadata.sequenceNr());
        return done();
    }

    @Override
    public Future<Void> doDeleteAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        of(persistenceId).values().removeIf(snapshot -> matches(criteria, snapshot.metadata()));
        return done();
    }

    private NavigableMap<Long, SelectedSnapshot> of(String persistenceId) {
        return snapshots.computeIfAbsent(persistenceId, unknown -> new ConcurrentSkipListMap<>());
    }

    private static boolean matches(SnapshotSelectionCriteria criteria, SnapshotMetadata metadata) {
        return metadata.sequenceNr() >= criteria.minSequenceNr()
                && metadata.sequenceNr() <= criteria.maxSequenceNr()
                && metadata.timestamp() >= criteria.minTimestamp()
                && metadata.timestamp() <= criteria.maxTimestamp();
    }

    private static Future<Void> done() {
        return Future.successful(null);
    }
}
