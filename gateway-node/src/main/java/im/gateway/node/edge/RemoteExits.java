package im.gateway.node.edge;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;

/**
 * Keeps the other nodes' streams in this node's {@link StreamRoutes}. A stream whose node is gone for good fails what waits for it; one
 * whose node is only silent keeps it waiting, since it may still be written, and twice is not once; but says so.
 */
public final class RemoteExits {
    /** Bytes that may be on their way to one stream of another node; beyond them a write fails at once. */
    private static final long MOST_PENDING = 4L * 1024 * 1024;

    /** A message between nodes may be lost without either noticing: after this time it has been. */
    private static final Duration MOST_WAIT = Duration.ofSeconds(60);

    private final ActorContext<Command> context;
    private final StreamRoutes routes;
    private final Sent sent = new Sent();
    private final ActorRef<StreamExit.Written> replies;
    private final Map<ActorRef<StreamExit.Write>, RemoteExit> known = new HashMap<>();

    private RemoteExits(ActorContext<Command> context, StreamRoutes routes) {
        this.context = context;
        this.routes = routes;
        this.replies = context.messageAdapter(StreamExit.Written.class, Reply::new);
    }

    /** What it is told. */
    public sealed interface Command {}

    private record Listed(Receptionist.Listing listing) implements Command {}

    private record Reply(StreamExit.Written written) implements Command {}

    private enum Sweep implements Command {
        NOW
    }

    public static Behavior<Command> create(Set<String> domains, StreamRoutes routes) {
        return Behaviors.setup(context -> {
            RemoteExits exits = new RemoteExits(context, routes);
            ActorRef<Receptionist.Listing> listener = context.messageAdapter(Receptionist.Listing.class, Listed::new);
            for (String domain : domains) {
                context.getSystem().receptionist().tell(Receptionist.subscribe(StreamExit.key(domain), listener));
            }
            return Behaviors.withTimers(timers -> {
                timers.startTimerWithFixedDelay(Sweep.NOW, MOST_WAIT.dividedBy(4));
                return exits.behavior(domains);
            });
        });
    }

    private Behavior<Command> behavior(Set<String> domains) {
        return Behaviors.receive(Command.class)
                .onMessage(Listed.class, listed -> {
                    domains.stream()
                            .filter(d -> listed.listing().isForKey(StreamExit.key(d)))
                            .forEach(d -> update(d, listed.listing()));
                    return Behaviors.same();
                })
                .onMessage(Sweep.class, sweep -> {
                    int failed = sent.finishOlderThan(System.nanoTime() - MOST_WAIT.toNanos());
                    if (failed > 0) {
                        context.getLog()
                                .warn("event=remote-writes-unanswered unwritten={} after={}", failed, MOST_WAIT);
                    }
                    return Behaviors.same();
                })
                .onMessage(Reply.class, reply -> {
                    sent.told(reply.written());
                    return Behaviors.same();
                })
                .build();
    }

    private void update(String domain, Receptionist.Listing listing) {
        Set<ActorRef<StreamExit.Write>> there = listing.getAllServiceInstances(StreamExit.key(domain));
        Set<ActorRef<StreamExit.Write>> reachable = listing.getServiceInstances(StreamExit.key(domain));
        for (ActorRef<StreamExit.Write> ref : there) {
            boolean elsewhere = ref.path().address().hasGlobalScope();
            if (elsewhere && !known.containsKey(ref)) {
                known.put(ref, new RemoteExit(domain, ref, replies, sent));
            }
        }
        for (RemoteExit exit : List.copyOf(known.values())) {
            if (exit.domain.equals(domain)) {
                exit.setListed(reachable.contains(exit.ref), routes);
                exit.setSilent(!reachable.contains(exit.ref));
                if (!there.contains(exit.ref)) {
                    known.remove(exit.ref);
                    int failed = exit.lose();
                    context.getLog()
                            .info(
                                    "stream={} event=remote-stream-gone domain={} unwritten={}",
                                    exit.id(),
                                    domain,
                                    failed);
                }
            }
        }
    }

    /** What is on its way to other nodes' streams, by number. */
    private static final class Sent {
        private final AtomicLong numbers = new AtomicLong();
        private final ConcurrentMap<Long, Waiting> waiting = new ConcurrentHashMap<>();

        private record Waiting(RemoteExit exit, int size, long sinceNanos, Outbox.Receipt receipt) {}

        private void told(StreamExit.Written written) {
            finish(written.number(), written.written());
        }

        private int finishOlderThan(long nanos) {
            return finishAll(w -> w.sinceNanos - nanos < 0);
        }

        private int finishAll(Predicate<Waiting> which) {
            List<Long> unwritten = waiting.entrySet().stream()
                    .filter(e -> which.test(e.getValue()))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
            unwritten.forEach(number -> finish(number, false));
            return unwritten.size();
        }

        /** Says of all that waits for this stream that it is uncertain, oldest first. */
        private void fallSilent(RemoteExit exit) {
            waiting.entrySet().stream()
                    .filter(e -> e.getValue().exit == exit)
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(e -> e.getValue().receipt.uncertain());
        }

        private void finish(long number, boolean written) {
            Waiting known = waiting.remove(number);
            if (known != null) {
                known.exit.pending.addAndGet(-known.size);
                known.receipt.done(written);
            }
        }
    }

    /** One stream of another node. */
    private static final class RemoteExit implements Exit {
        private final String domain;
        private final ActorRef<StreamExit.Write> ref;
        private final ActorRef<StreamExit.Written> replies;
        private final Sent sent;
        private final AtomicLong pending = new AtomicLong();
        private boolean listed;
        private volatile boolean silent;
        private volatile boolean lost;

        private RemoteExit(
                String domain, ActorRef<StreamExit.Write> ref, ActorRef<StreamExit.Written> replies, Sent sent) {
            this.domain = domain;
            this.ref = ref;
            this.replies = replies;
            this.sent = sent;
        }

        @Override
        public String id() {
            return ref.path().toString();
        }

        @Override
        public boolean isLocal() {
            return false;
        }

        @Override
        public void write(List<byte[]> chunks, Outbox.Receipt receipt) {
            Outbox.Receipt each = Receipts.all(chunks.size(), receipt);
            for (byte[] chunk : chunks) {
                writeOne(chunk, each);
            }
        }

        private void writeOne(byte[] chunk, Outbox.Receipt receipt) {
            if (pending.addAndGet(chunk.length) > MOST_PENDING) {
                pending.addAndGet(-chunk.length);
                receipt.done(false);
                return;
            }
            long number = sent.numbers.incrementAndGet();
            sent.waiting.put(number, new Sent.Waiting(this, chunk.length, System.nanoTime(), receipt));
            if (lost) {
                sent.finish(number, false);
            } else {
                ref.tell(new StreamExit.Write(number, chunk, replies));
                if (silent) {
                    receipt.uncertain();
                }
            }
        }

        private void setListed(boolean reachable, StreamRoutes routes) {
            if (reachable && !listed) {
                routes.add(domain, this);
            } else if (!reachable && listed) {
                routes.remove(domain, this);
            }
            listed = reachable;
        }

        /** Its node is not heard of, or is again. What is written all the same stays behind what was, and is as uncertain. */
        private void setSilent(boolean now) {
            boolean falls = now && !silent;
            silent = now;
            if (falls) {
                sent.fallSilent(this);
            }
        }

        /** The stream is gone: fails all that waits for it, in order, and says how much that was. */
        private int lose() {
            lost = true;
            return sent.finishAll(w -> w.exit == this);
        }
    }
}
