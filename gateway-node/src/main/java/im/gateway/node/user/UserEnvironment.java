package im.gateway.node.user;

import im.gateway.node.edge.Outbox;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.text.Texts;
import im.gateway.persistence.CredentialVault;
import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.RegistrationTable;
import im.gateway.persistence.journal.UserJournal;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;

/**
 * What all user actors of a node share.
 *
 * @param networks the legacy service behind a gateway domain
 * @param administrators whether somebody may administer the gateway
 * @param appearances what is seen of a gateway domain and its contacts
 * @param clients what the clients of all users can do
 * @param journal makes the behavior of a registration's journal, which answers to the second argument
 * @param loginTurns a place among those who wait to be logged in on that domain's service
 * @param presencePermit completes when one more user may be asked for their presence
 * @param ledger keeps what users were told, for their next actor
 * @param users the way to user actors wherever they are, for what the next actor of a user has to do
 * @param stoodStill whether the process has stood still for so long that its users may be logged in elsewhere
 */
public record UserEnvironment(
        Function<String, LegacyNetwork> networks,
        Predicate<RegistrationId> administrators,
        Function<String, Appearance> appearances,
        Texts texts,
        CredentialVault vault,
        RegistrationTable table,
        Outbox outbox,
        UserSettings settings,
        KnownClients clients,
        BiFunction<RegistrationId, ActorRef<UserJournal.Reply>, Behavior<UserJournal.Command>> journal,
        InstantSource clock,
        LongUnaryOperator random,
        Function<String, LoginTurn> loginTurns,
        Supplier<CompletionStage<Void>> presencePermit,
        ToldLedger ledger,
        BiConsumer<RegistrationId, UserActor.Command> users,
        BooleanSupplier stoodStill) {
    /** What is the same for one user as long as the node runs. */
    UserRules rulesFor(RegistrationId id) {
        return new UserRules(
                id,
                networks.apply(id.domain()),
                administrators.test(id),
                appearances.apply(id.domain()),
                texts,
                settings,
                clients,
                clock,
                password -> vault.seal(id, password),
                random);
    }
}
