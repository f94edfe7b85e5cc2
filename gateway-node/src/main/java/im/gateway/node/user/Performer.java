package im.gateway.node.user;

import im.gateway.persistence.RegistrationId;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** Carries out effects: each is given to the part of the user actor, or of the node, that it is for. Confined to the user actor. */
final class Performer {
    private final ActorContext<UserActor.Command> context;
    private final TimerScheduler<UserActor.Command> timers;
    private final RegistrationId id;
    private final UserEnvironment environment;
    private final Inbox inbox;
    private final WayOut wayOut;
    private final LegacyLink legacy;
    private final LegacyLogin login;
    private final UserStore store;

    Performer(
            ActorContext<UserActor.Command> context,
            TimerScheduler<UserActor.Command> timers,
            RegistrationId id,
            UserEnvironment environment,
            Inbox inbox,
            WayOut wayOut,
            LegacyLink legacy,
            LegacyLogin login,
            UserStore store) {
        this.context = context;
        this.timers = timers;
        this.id = id;
        this.environment = environment;
        this.inbox = inbox;
        this.wayOut = wayOut;
        this.legacy = legacy;
        this.login = login;
        this.store = store;
    }

    void perform(Effect effect) {
        if (effect instanceof Effect.Send e) {
            wayOut.send(e.stanzas());
        } else if (effect instanceof Effect.SendMessage e) {
            inbox.givenToNetwork(e.message().token());
            legacy.send(e.message());
        } else if (effect instanceof Effect.Settle e) {
            inbox.settle(e.token());
        } else if (effect instanceof Effect.Perform e) {
            legacy.perform(e.command());
        } else if (effect instanceof Effect.OpenSession e) {
            login.ask(e);
        } else if (effect instanceof Effect.CloseSession) {
            login.close();
        } else if (effect instanceof Effect.StartTimer e) {
            timers.startSingleTimer(e.timer(), new Notice.TimerOut(e.timer()), e.delay());
        } else if (effect instanceof Effect.StopTimer e) {
            timers.cancel(e.timer());
        } else if (effect instanceof Effect.SendBuffered e) {
            wayOut.sendBuffered(e);
        } else if (effect instanceof Effect.Erase) {
            store.erase();
        } else {
            performForTheGateway(effect);
        }
    }

    /** Messages wait for the login. */
    void hurryLogin() {
        login.hurry();
    }

    /** What concerns more than this user. */
    private void performForTheGateway(Effect effect) {
        if (effect instanceof Effect.AwaitTurnToAsk) {
            var self = context.getSelf();
            environment.presencePermit().get().thenRun(() -> self.tell(new Notice.TurnToAsk()));
        } else if (effect instanceof Effect.LearnClient e) {
            environment.clients().learn(e.caps(), e.abilities());
        } else if (effect instanceof Effect.ReadRegistrations e) {
            context.pipeToSelf(
                    Registrations.read(environment.table(), id.domain(), e.after(), e.most()),
                    (found, failure) -> new Notice.TableRead(new Input.RegistrationsRead(e, found)));
        } else if (effect instanceof Effect.Announce e) {
            Announcement.send(id.domain(), e.message(), environment);
        } else if (effect instanceof Effect.StartAll) {
            KeyRotation.startAll(
                    id.domain(),
                    environment.table(),
                    environment.presencePermit(),
                    user -> environment.users().accept(user, new UserActor.Wake()));
        } else {
            throw new AssertionError("an effect that nobody performs: " + effect.getClass());
        }
    }
}
