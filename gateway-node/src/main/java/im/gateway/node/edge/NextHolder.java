package im.gateway.node.edge;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.typed.Cluster;
import org.jspecify.annotations.Nullable;

/** Knows the node that will hold the streams of this one when it has left. Confined to the actor whose edges it lists. */
final class NextHolder {
    /** The name is in the messages between nodes: it stays. */
    static final ServiceKey<Edges.Command> KEY = ServiceKey.create(Edges.Command.class, "edges");

    /** The oldest of these has the streams, or has given them to the next one before it leaves. */
    private static final Set<MemberStatus> HOLDERS =
            Set.of(MemberStatus.up(), MemberStatus.leaving(), MemberStatus.exiting());

    private final ActorSystem<?> system;
    private final ActorRef<Edges.Command> self;
    /** The edges of all nodes that are not about to leave. */
    private final Map<Address, ActorRef<Edges.Command>> staying = new HashMap<>();

    private final Set<UniqueAddress> ended = new HashSet<>();
    private boolean leaving;

    /** Lists this node's edges for the others; {@code listings} hears of theirs. */
    NextHolder(ActorSystem<?> system, ActorRef<Edges.Command> self, ActorRef<Receptionist.Listing> listings) {
        this.system = system;
        this.self = self;
        system.receptionist().tell(Receptionist.register(KEY, self));
        system.receptionist().tell(Receptionist.subscribe(KEY, listings));
    }

    void listed(Receptionist.Listing listing) {
        staying.clear();
        listing.getServiceInstances(KEY)
                .forEach(edges -> staying.put(edges.path().address(), edges));
    }

    /** This node is about to leave: no other one gives it anything any more. */
    void leave() {
        leaving = true;
        system.receptionist().tell(Receptionist.deregister(KEY, self));
    }

    /** Whether it is this node's turn when the process of another one has ended, which may still be listed as a member. */
    boolean isSelfAfter(UniqueAddress node) {
        ended.add(node);
        Cluster cluster = Cluster.get(system);
        return !leaving
                && StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
                        .filter(member -> HOLDERS.contains(member.status()))
                        .filter(member -> !ended.contains(member.uniqueAddress()))
                        .min(Member.ageOrdering())
                        .filter(cluster.selfMember()::equals)
                        .isPresent();
    }

    /** Its edges: singletons go to the oldest member. Null where no other node stays. */
    @Nullable
    ActorRef<Edges.Command> get() {
        return oldestOther(Cluster.get(system), member -> staying.containsKey(member.address()))
                .map(member -> staying.get(member.address()))
                .orElse(null);
    }

    /** The oldest of the other members that are up and eligible. */
    static Optional<Member> oldestOther(Cluster cluster, Predicate<Member> eligible) {
        return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
                .filter(member -> member.status().equals(MemberStatus.up()) && !member.equals(cluster.selfMember()))
                .filter(eligible)
                .min(Member.ageOrdering());
    }
}
