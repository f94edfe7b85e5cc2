package im.gateway.loadtest.faults;

import im.gateway.loadtest.drive.Population;
import im.gateway.loadtest.faults.book.Counts;
import im.gateway.loadtest.faults.book.Message;
import im.gateway.loadtest.faults.book.PresenceBook.Sight;
import im.gateway.loadtest.faults.book.Recovery;
import im.gateway.loadtest.faults.world.People;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Compares what the books say of a case with the promises. */
final class Judge {
    private static final long LATE_NANOS = 1_000_000_000;
    private static final int MOST_WORDS = 20;

    private final FaultCase fault;
    private final Scene scene;
    private final People people;
    private final long seed;

    Judge(FaultCase fault, Scene scene, long seed) {
        this.fault = fault;
        this.scene = scene;
        this.people = scene.people();
        this.seed = seed;
    }

    /**
     * The result of the case.
     *
     * @param trafficSeconds how long people talked
     */
    CaseResult result(double trafficSeconds) {
        List<Message> messages = people.messages().since(scene.begun());
        Counts counts = Counts.of(messages, scene::inSocket);
        List<Sight> sights = people.presence().since(scene.begun());
        List<Sight> answers = sights.stream().filter(scene::isServersAnswer).toList();
        List<Sight> flaps = sights.stream()
                .filter(sight -> !sight.repeated() && !answers.contains(sight))
                .toList();
        List<String> notes = new ArrayList<>(scene.notes());
        if (!answers.isEmpty()) {
            notes.add("no presence is an error of the gateway's (the server's own: " + answers.size() + ")");
        }
        List<String> doubled = people.logins().doubled(scene.begun(), scene.standstills());
        Recovery recovery = recovery(scene, messages);
        return new CaseResult(
                fault.name(),
                fault.description(),
                fault.setting().toString(),
                seed,
                trafficSeconds,
                counts,
                recovery,
                flaps.stream().limit(MOST_WORDS).map(this::words).toList(),
                flaps.size(),
                sights.size() - answers.size() - flaps.size(),
                doubled,
                people.logins().loginsSince(scene.begun()),
                messages.stream()
                        .filter(message -> !message.settled())
                        .sorted(Comparator.comparing(scene::inSocket))
                        .limit(MOST_WORDS)
                        .map(this::words)
                        .toList(),
                List.copyOf(notes),
                broken(counts, flaps.size(), doubled.size(), recovery));
    }

    /** Whom the fault has reached so far; nobody where there were several, since it is not known which one it was. */
    static Recovery recovery(Scene scene, List<Message> messages) {
        return scene.hasOneStrike()
                ? Recovery.of(messages, scene.struckAt(), LATE_NANOS, flow -> flow / 2)
                : new Recovery(0, 0, 0, 0);
    }

    private List<String> broken(Counts counts, int flaps, int doubled, Recovery recovery) {
        List<String> broken = new ArrayList<>(scene.broken());
        none(broken, counts.lost(), "lost messages");
        none(broken, counts.reordered(), "messages out of order");
        none(broken, flaps, "presence flaps");
        none(broken, doubled, "second logins");
        none(broken, recovery.unserved(), "users who were not served again");
        none(broken, people.wrongViews().size(), "users who see their contact otherwise than it is");
        if (fault.seen() == FaultCase.Seen.NOTHING) {
            none(broken, counts.refused(), "messages answered with an error");
            none(broken, counts.duplicated(), "repeated messages");
        }
        return broken;
    }

    private static void none(List<String> broken, int count, String what) {
        if (count > 0) {
            broken.add(what + ": " + count + " (promised: 0)");
        }
    }

    private String words(Sight sight) {
        return String.format(
                Locale.ROOT,
                "at %.3f s %s from %s to user %d",
                scene.seconds(sight.at()),
                sight.type(),
                sight.from(),
                sight.user());
    }

    private String words(Message message) {
        Population population = people.population();
        int user = message.flow() / 2;
        boolean toLegacy = message.flow() == population.flowToLegacy(user);
        return String.format(
                Locale.ROOT,
                "at %.3f s message %d %s %s%s",
                scene.seconds(message.sentAt()),
                message.sequence(),
                toLegacy ? "from" : "to",
                population.bareJid(user),
                scene.inSocket(message) ? ", inside a connection that broke" : "");
    }
}
