package im.gateway.node.edge;

import im.gateway.node.metrics.DomainMetrics;
import im.gateway.persistence.RegistrationId;
import im.gateway.protocol.xml.Element;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes through an edge: stanzas from its stream to users, answers back, and as much reading as there is room for what is read. It
 * outlives the stream, since what was handed on may still have its outcome. Confined to the edge.
 */
final class Traffic {
    private static final Logger LOG = LoggerFactory.getLogger(Traffic.class);

    private final String domain;
    private final StreamRoutes routes;
    private final BooleanSupplier takenOut;
    private final Doubt doubt;
    private final Admission admission;
    private final Delivery delivery;
    private final DomainMetrics metrics;
    private int unsettled;
    private @Nullable LiveStream stream;
    /** Whether it was the last one. */
    private boolean finished;
    /** Whether what comes is refused in any case. */
    private boolean refusing;

    /**
     * Without a stream, and with nothing under way.
     *
     * @param takenOut as in {@link EdgeActor.Surroundings}
     */
    Traffic(
            String domain,
            StreamRoutes routes,
            BooleanSupplier takenOut,
            Doubt doubt,
            Intake intake,
            Delivery delivery,
            DomainMetrics metrics) {
        this.domain = domain;
        this.routes = routes;
        this.takenOut = takenOut;
        this.doubt = doubt;
        this.admission = new Admission(intake, delivery);
        this.delivery = delivery;
        this.metrics = metrics;
    }

    /** From now on it goes through this stream, whichever part of the node it is from. */
    void begin(LiveStream established) {
        stream = established;
        metrics.streams(1);
        established.join();
        readIfRoom();
    }

    /** There is no stream any more. */
    void detach() {
        if (stream != null) {
            stream.leave();
            stream = null;
            metrics.streams(-1);
        }
        tellUnsettled();
    }

    /** Nothing more goes out, and what the server has sent already is read to its end. */
    void finish() {
        refuseIfNobodyElseAnswers();
        finished = true;
        if (stream != null) {
            stream.finish();
        }
        readIfRoom();
    }

    void arrived(List<Element> elements) {
        if (stream != null) {
            stream.heard();
        }
        metrics.stanzasRead(elements.size());
        if (isRefusing()) {
            refuse(delivery.giveUpAll());
            refuse(admission.refuse(elements));
        } else {
            reply(admission.receive(elements));
        }
        readIfRoom();
    }

    /** As in {@link im.gateway.node.user.UserActor.Settled}. */
    void outcome(long number) {
        if (number < 0) {
            delivery.missingBefore(-number);
        } else {
            delivery.settled(number);
            readIfRoom();
        }
    }

    /** The actors of some users are elsewhere now. */
    void usersMoved() {
        delivery.usersMoved();
    }

    /** See {@link EdgeActor.Released}. */
    void released(RegistrationId user) {
        delivery.released(user);
    }

    /** What is due by now: handing on again, giving up, and what another node is to keep. */
    void tick() {
        refuseIfNobodyElseAnswers();
        if (doubt.hasEnded()) {
            delivery.usersMoved();
        }
        delivery.resend();
        refuse(delivery.giveUpOverdue());
        delivery.copy();
        readIfRoom();
        tellUnsettled();
    }

    /** At every tick: stanzas come and go too fast for each to be counted. */
    private void tellUnsettled() {
        int now = delivery.size();
        metrics.unsettled(now - unsettled);
        unsettled = now;
    }

    /** Whoever has no outcome is told so, through another stream where there is none here. */
    void giveUp() {
        refuse(delivery.giveUpAll());
    }

    /** Nothing of it has to be kept elsewhere any more. */
    void end() {
        delivery.forgetCopies();
    }

    /** From now on whatever comes is refused, and so is what waits. */
    void refuse() {
        refusing = true;
        giveUp();
    }

    /** While the stream is still there: a message without an outcome may not end as one without an error. */
    private void refuseIfNobodyElseAnswers() {
        if (isRefusing()) {
            giveUp();
        }
    }

    private boolean isRefusing() {
        return refusing || takenOut.getAsBoolean();
    }

    /** Whether the stream has lasted long enough to count as a success. */
    boolean isSteady() {
        return stream != null && stream.isSteady();
    }

    /** See {@link LiveStream#keepAlive}; true where there is no stream. */
    boolean keepAlive() {
        return stream == null || stream.keepAlive();
    }

    boolean isSettled() {
        return delivery.isEmpty();
    }

    /** How many have no outcome. */
    int unsettled() {
        return delivery.size();
    }

    /** The numbers of those that have no outcome. */
    Set<Long> numbers() {
        return delivery.numbers();
    }

    private void refuse(List<Element> errors) {
        metrics.stanzasRefused(errors.size());
        reply(errors);
    }

    private void reply(List<Element> stanzas) {
        if (finished && isRefusing() && !routes.isUp(domain)) {
            metrics.stanzasUnanswered(stanzas.size());
            stanzas.forEach(this::cannotAnswer);
        } else if (stream == null) {
            LiveStream.replyElsewhere(domain, routes, stanzas);
        } else if (!stanzas.isEmpty()) {
            stream.reply(stanzas);
        }
    }

    /** It came behind our end of the stream and before the server's, and this node reaches no other stream: its sender hears nothing. */
    private void cannotAnswer(Element answer) {
        LOG.warn(
                "domain={} event=unanswered user={} contact={} id=\"{}\" reason=\"read after the end of the stream, and no other node is"
                        + " reached\"",
                domain,
                answer.attribute("to", ""),
                answer.attribute("from", ""),
                answer.attribute("id", ""));
    }

    private void readIfRoom() {
        if (stream != null && delivery.hasRoom()) {
            stream.read();
        }
    }
}
