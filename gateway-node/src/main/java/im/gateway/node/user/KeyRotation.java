package im.gateway.node.user;

import im.gateway.persistence.CredentialVault;
import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.RegistrationTable;
import im.gateway.persistence.Secret;
import im.gateway.persistence.UserEvent;
import im.gateway.persistence.UserRecord;
import im.gateway.persistence.UserRecord.Registration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passwords that were sealed with an older key of the ring are sealed with the newest one as soon as the actor of their user starts: the ring
 * of a node does not change while it runs. Who is not online has no actor; an administrator has all of them started.
 */
final class KeyRotation {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);

    private KeyRotation() {}

    /** Whether the password of this record is sealed with an older key. */
    static boolean isDue(CredentialVault vault, UserRecord record) {
        Registration registration = record.registration();
        return registration != null && vault.isOutdated(registration.password());
    }

    /** What is to be decided where the password of this record is sealed with an older key; null where it is not, or does not open. */
    static @Nullable Input due(CredentialVault vault, RegistrationId id, UserRecord record) {
        Registration registration = record.registration();
        if (registration == null || !vault.isOutdated(registration.password())) {
            return null;
        }
        Secret old = registration.password();
        try {
            return new Input.SealedAnew(old, vault.seal(id, vault.open(id, old)));
        } catch (CredentialVault.VaultException lost) {
            LOG.error("user={} event=password-not-sealed-anew reason=\"{}\"", id, lost.getMessage());
            return null;
        }
    }

    /** The stored form is that of a change to the same credentials, which every release can read; nothing else about them changes. */
    static void sealedAnew(Draft draft, Input.SealedAnew sealed) {
        Registration registration = draft.record.registration();
        if (registration == null || !registration.password().equals(sealed.old())) {
            return;
        }
        long now = draft.rules.clock().millis();
        draft.event(new UserEvent.CredentialsChanged(registration.username(), sealed.password(), now));
        if (registration.refused()) {
            draft.event(new UserEvent.CredentialsRefused(now));
        }
    }

    /**
     * Has the actors of all registrations of a domain started, each when its turn has come.
     *
     * @param turn completes when one more may be started
     */
    static void startAll(
            String domain,
            RegistrationTable table,
            Supplier<CompletionStage<Void>> turn,
            Consumer<RegistrationId> start) {
        AtomicInteger found = new AtomicInteger();
        AtomicInteger left = new AtomicInteger(1);
        Runnable one = () -> {
            if (left.decrementAndGet() == 0) {
                LOG.info("domain={} event=passwords-looked-at users={}", domain, found);
            }
        };
        var unused = table.scan(row -> {
                    if (row.id().domain().equals(domain)) {
                        found.incrementAndGet();
                        left.incrementAndGet();
                        var unusedTurn = turn.get().thenRun(() -> {
                            start.accept(row.id());
                            one.run();
                        });
                    }
                })
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        one.run();
                    } else {
                        LOG.warn("domain={} event=passwords-not-looked-at reason=\"{}\"", domain, failure.toString());
                    }
                });
    }
}
