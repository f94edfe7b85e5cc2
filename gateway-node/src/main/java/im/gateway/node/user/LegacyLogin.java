package im.gateway.node.user;

import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.persistence.CredentialVault;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the user's legacy session begins and ends: it waits for the pace of logins, opens the stored password, and is closed in order. What
 * the decider has to hear of it is returned. Confined to the user actor.
 */
final class LegacyLogin {
    private static final Logger LOG = LoggerFactory.getLogger(LegacyLogin.class);

    private final UserRules rules;
    private final UserEnvironment environment;
    private final LegacyLink legacy;
    private final Inbox inbox;
    private final Consumer<Notice> self;
    /** What waits for its turn. */
    private Effect.@Nullable OpenSession toOpen;

    private @Nullable LoginTurn turn;

    LegacyLogin(UserRules rules, UserEnvironment environment, LegacyLink legacy, Inbox inbox, Consumer<Notice> self) {
        this.rules = rules;
        this.environment = environment;
        this.legacy = legacy;
        this.inbox = inbox;
        this.self = self;
    }

    /** Ends an earlier session, and has the actor told when the pace allows the new one. */
    void ask(Effect.OpenSession open) {
        close();
        toOpen = open;
        LoginTurn asked = environment.loginTurns().apply(rules.id().domain());
        turn = asked;
        asked.comes().thenRun(() -> self.accept(new Notice.LoginPermitted(open.session())));
    }

    /** Messages wait for the login. */
    void hurry() {
        LoginTurn waiting = turn;
        if (waiting != null && toOpen != null) {
            waiting.hurry();
        }
    }

    /** Opens the session whose turn it is, if it is still wanted; gives that it is lost where its password cannot be read. */
    @Nullable
    Input open(long session) {
        Effect.OpenSession open = toOpen;
        if (open == null || open.session() != session) {
            return null;
        }
        toOpen = null;
        turn = null;
        try {
            String password = environment.vault().open(rules.id(), open.password());
            legacy.open(session, new LegacyNetwork.Credentials(open.username(), password));
            return null;
        } catch (CredentialVault.VaultException e) {
            LOG.error("user={} login=impossible reason=\"{}\"", rules.id(), e.getMessage());
            return new Input.SessionLost(
                    session, false, LegacyEvent.Failure.REFUSED, "the stored password cannot be read", List.of());
        }
    }

    /** Logs out in order; nobody is left to be told of a refusal of what the network was given. */
    void close() {
        toOpen = null;
        legacy.close().forEach(message -> inbox.settle(message.token()));
    }

    /**
     * Ends the session as if the network had gone away: what has no outcome waits for the next login, here or elsewhere, and the user is
     * told nothing yet. Null where there is none.
     */
    @Nullable
    Input breakOff(LoginState login) {
        if (login.session() == 0) {
            return null;
        }
        toOpen = null;
        return new Input.SessionLost(
                login.session(),
                login instanceof LoginState.Connected,
                LegacyEvent.Failure.UNREACHABLE,
                "this node is cut off from the others",
                legacy.close());
    }
}
