package im.gateway.node.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.sharding.ShardCoordinator.ActorSystemDependentAllocationStrategy;
import org.apache.pekko.cluster.sharding.ShardCoordinator.ShardAllocationStrategy;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.IndexedSeq;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Where shards live: evenly spread, as Pekko does it; but those of a node that leaves move a few at a time, before it ends. Pekko's own
 * end of a node hands all of its shards over in one moment, and with them the logins of all of its users.
 */
final class PacedMoves implements ActorSystemDependentAllocationStrategy {
    /** Of a hundred shards: with ten thousand users on a node of three, 1,500 log out and in again at a time. */
    static final int AT_ONCE = 5;

    private final ActorSystemDependentAllocationStrategy even;
    private volatile @Nullable Cluster cluster;
    private volatile Set<Address> emptying = Set.of();

    /** With that strategy for all that does not concern a node that leaves. */
    PacedMoves(ActorSystemDependentAllocationStrategy even) {
        this.even = even;
    }

    /** With Pekko's own for the rest. */
    static PacedMoves create(ActorSystem<?> system) {
        ShardAllocationStrategy least =
                ClusterSharding.get(system).defaultShardAllocationStrategy(ClusterShardingSettings.create(system));
        if (least instanceof ActorSystemDependentAllocationStrategy even) {
            return new PacedMoves(even);
        }
        throw new AssertionError("a strategy that need not be started: " + least.getClass());
    }

    @Override
    public void start(org.apache.pekko.actor.ActorSystem system) {
        cluster = Cluster.get(system);
        even.start(system);
        var unused = Adapter.toTyped(system)
                .systemActorOf(Emptying.watch(now -> emptying = now), "emptying-nodes", Props.empty());
    }

    @Override
    public Future<ActorRef> allocateShard(
            ActorRef requester, String shard, scala.collection.immutable.Map<ActorRef, IndexedSeq<String>> regions) {
        Map<ActorRef, IndexedSeq<String>> staying = new HashMap<>(CollectionConverters.asJava(regions));
        staying.keySet().removeIf(this::isEmptying);
        return even.allocateShard(
                requester,
                shard,
                staying.isEmpty()
                        ? regions
                        : scala.collection.immutable.Map.from(CollectionConverters.asScala(staying)));
    }

    @Override
    public Future<scala.collection.immutable.Set<String>> rebalance(
            scala.collection.immutable.Map<ActorRef, IndexedSeq<String>> regions,
            scala.collection.immutable.Set<String> inProgress) {
        Map<String, Collection<String>> leaving = new TreeMap<>();
        Map<ActorRef, IndexedSeq<String>> all = CollectionConverters.asJava(regions);
        all.forEach((region, shards) -> {
            if (isEmptying(region)) {
                leaving.put(region.path().toString(), CollectionConverters.asJava(shards));
            }
        });
        if (leaving.isEmpty() || leaving.size() == all.size()) {
            return even.rebalance(regions, inProgress);
        }
        Set<String> next = next(leaving, CollectionConverters.asJava(inProgress));
        return Future.successful(CollectionConverters.asScala(next).toSet());
    }

    private boolean isEmptying(ActorRef region) {
        Cluster here = cluster;
        Address address = region.path().address();
        return emptying.contains(address.hasLocalScope() && here != null ? here.selfAddress() : address);
    }

    /** Which shards to move next: so many that no more than {@link #AT_ONCE} are on their way. */
    static Set<String> next(Map<String, Collection<String>> onLeaving, Set<String> inProgress) {
        List<String> candidates = new ArrayList<>();
        onLeaving.values().forEach(candidates::addAll);
        candidates.removeAll(inProgress);
        int room = Math.max(0, AT_ONCE - inProgress.size());
        return Set.copyOf(candidates.subList(0, Math.min(room, candidates.size())));
    }
}
