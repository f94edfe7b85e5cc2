package im.gateway.node.edge;

import im.gateway.protocol.xml.Element;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in what a stream brings: what is for users is handed on or refused, the rest is answered. Confined to the edge. */
final class Admission {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    private final Intake intake;
    private final Delivery delivery;

    Admission(Intake intake, Delivery delivery) {
        this.intake = intake;
        this.delivery = delivery;
    }

    /** Takes elements in and hands on what is for users; these are the answers to the rest. */
    List<Element> receive(List<Element> elements) {
        return take(elements, delivery::handOn);
    }

    /** Takes elements in and hands nothing on: the senders are told at once that nobody can know what would become of it. */
    List<Element> refuse(List<Element> elements) {
        return take(elements, step -> Delivery.withoutOutcome(step.stanza()));
    }

    private List<Element> take(List<Element> elements, ForUser forUser) {
        List<Element> replies = new ArrayList<>();
        for (Element element : elements) {
            Intake.Step step = intake.take(element);
            if (step instanceof Intake.Step.HandOn handOn) {
                Element refusal = forUser.refusal(handOn);
                if (refusal != null) {
                    replies.add(refusal);
                }
            } else if (step instanceof Intake.Step.Reply reply) {
                replies.addAll(reply.stanzas());
            } else if (step instanceof Intake.Step.Drop drop) {
                LOG.debug("stream={} event=dropped reason=\"{}\"", delivery.stream(), drop.reason());
            }
        }
        return replies;
    }

    /** What is done with a stanza for a user; null where it is not refused. */
    @FunctionalInterface
    private interface ForUser {
        @Nullable
        Element refusal(Intake.Step.HandOn step);
    }
}
