package im.gateway.loadtest.run;

import im.gateway.loadtest.drive.Arrivals;
import im.gateway.loadtest.drive.IrcPeers;
import im.gateway.loadtest.drive.Schedule;
import im.gateway.loadtest.drive.XmppUsers;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.scenario.Scenario;
import im.gateway.loadtest.xmpp.XmppSide;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.function.ObjLongConsumer;

/** What has to have happened before a load begins: everybody is registered and has their contact, and those are online who shall be. */
final class Preparation {
    private static final Duration SLACK = Duration.ofSeconds(60);

    private final Scenario scenario;
    private final XmppUsers users;
    private final XmppSide xmpp;
    private final Narrator narrator;

    Preparation(Scenario scenario, XmppUsers users, XmppSide xmpp, Narrator narrator) {
        this.scenario = scenario;
        this.users = users;
        this.xmpp = xmpp;
        this.narrator = narrator;
    }

    /** Brings it about, at the measured pace of the scenario. */
    void prepare(IrcPeers peers) throws Exception {
        Scenario.People people = scenario.population();
        narrator.step(
                people.peers() + " legacy users are on their network",
                () -> Waiting.until("legacy users", SLACK, () -> peers.online() == people.peers(), peers::online));
        int all = people.users();
        narrator.step(all + " users are registered", () -> {
            pace(0, all, (user, due) -> users.register(user, due));
            return Waiting.until("registered", SLACK, () -> users.offline() == all, () -> users);
        });
        narrator.step(all + " users are online, and each has a contact", () -> {
            pace(0, all, (user, due) -> users.logIn(user, due));
            return Waiting.until(
                    "online with a contact",
                    SLACK,
                    () -> users.online() == all && users.approved() == all,
                    () -> users);
        });
        if (people.online() < all) {
            narrator.step((all - people.online()) + " users go offline", () -> {
                pace(people.online(), all, (user, due) -> users.logOut(user));
                return Waiting.until("online", SLACK, () -> users.online() == people.online(), () -> users);
            });
        }
    }

    private void pace(int from, int to, ObjLongConsumer<Integer> action) {
        double perSecond = scenario.population().setupPerSecond();
        AtomicInteger next = new AtomicInteger(from);
        LongConsumer one = due -> {
            if (next.get() < to) {
                action.accept(next.getAndIncrement(), due);
            }
        };
        // One interval more than there are users, since the first waits for one.
        long duration = (long) ((to - from + 1) / perSecond * 1e9);
        Arrivals arrivals =
                new Arrivals(perSecond, Arrivals.Distribution.UNIFORM, new SplittableRandom(scenario.seed()));
        new Schedule().run(arrivals, System.nanoTime(), duration, one, xmpp::flush);
        while (next.get() < to) {
            one.accept(System.nanoTime());
        }
        xmpp.flush();
    }
}
