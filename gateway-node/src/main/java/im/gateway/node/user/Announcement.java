package im.gateway.node.user;

import im.gateway.node.edge.Outbox;
import im.gateway.persistence.RegistrationId;
import im.gateway.protocol.xml.Element;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an administrator tells all users who are logged in (XEP-0133 section 4.23): one after the other, at the pace of questions. */
final class Announcement {
    private static final Logger LOG = LoggerFactory.getLogger(Announcement.class);

    private Announcement() {}

    static void send(String domain, Element message, UserEnvironment environment) {
        environment
                .table()
                .scan(row -> {
                    if (row.wanted() && row.id().domain().equals(domain)) {
                        environment
                                .presencePermit()
                                .get()
                                .thenRun(() -> sendTo(row.id(), message, environment.outbox()));
                    }
                })
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOG.warn("announcement={} outcome=cut-off reason=\"{}\"", domain, failure.toString());
                    }
                });
    }

    private static void sendTo(RegistrationId user, Element message, Outbox outbox) {
        Element addressed =
                message.toBuilder().attribute("to", user.user().toString()).build();
        outbox.send(user.domain(), user.user(), List.of(addressed), Outbox.Receipt.NONE);
    }
}
