package im.gateway.node.edge;

import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Whose turn it is to hold a stream of which a server admits one at a time: a singleton of the cluster. The edge itself belongs to its
 * node, since it has something to do after its turn: the next node opens the stream as soon as this one has ended it, while outcomes of
 * what came through the old one are still awaited.
 */
final class Turn {
    private Turn() {}

    /** What it is told. */
    enum Command {
        /** The turn is over: another node is going to hold the stream. */
        END,
        /** The edge has ended the stream. */
        STREAM_ENDED
    }

    /**
     * This node's turn.
     *
     * @param name of the edge
     */
    static Behavior<Command> create(String name, ActorRef<Edges.Command> edges) {
        return Behaviors.setup(context -> {
            edges.tell(new Edges.Hold(name));
            ActorRef<Done> ended = context.messageAdapter(Done.class, done -> Command.STREAM_ENDED);
            return Behaviors.receive(Command.class)
                    .onMessageEquals(Command.END, () -> {
                        edges.tell(new Edges.HandOver(name, ended));
                        return ending();
                    })
                    .onSignal(PostStop.class, signal -> {
                        // The cluster has taken this node out: nobody waits for it.
                        edges.tell(new Edges.HandOver(name, context.getSystem().ignoreRef()));
                        return Behaviors.same();
                    })
                    .build();
        });
    }

    private static Behavior<Command> ending() {
        return Behaviors.receive(Command.class)
                .onMessageEquals(Command.STREAM_ENDED, Behaviors::stopped)
                .build();
    }
}
