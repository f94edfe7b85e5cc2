package im.gateway.loadtest.oscar;

import im.gateway.protocol.oscar.Buddy;
import im.gateway.protocol.oscar.Icbm;
import im.gateway.protocol.oscar.Locate;
import im.gateway.protocol.oscar.RateClass;
import im.gateway.protocol.oscar.Rates;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Measures how fast one session sends, in the classes that the protocol's descriptions show. */
final class RateMeter {
    /** What a session is told, and held to. The levels are those of the descriptions' dump. */
    static final Rates.Info INFO = new Rates.Info(
            List.of(
                    new RateClass(1, 80, 2500, 2000, 1500, 800, 6000, 6000, 0, 3),
                    new RateClass(2, 80, 3000, 2000, 1500, 1000, 6000, 6000, 0, 3),
                    new RateClass(3, 20, 5100, 5000, 4000, 3000, 6000, 6000, 0, 3)),
            Map.of(
                    1, List.of(Locate.SetInfo.TYPE, Locate.Query.TYPE, Icbm.Typing.TYPE),
                    2, List.of(Buddy.Names.WATCH, Buddy.Names.UNWATCH),
                    3, List.of(Icbm.ToHost.TYPE, Locate.OldQuery.TYPE)));

    private static final Map<Integer, RateClass> CLASS_OF_TYPE = classOfType();

    /** What becomes of a data unit. */
    enum Verdict {
        PASS,
        DROP,
        DISCONNECT
    }

    private final long[] levels = new long[INFO.classes().size()];
    private final long[] last = new long[levels.length];
    private final boolean[] limited = new boolean[levels.length];

    RateMeter(long now) {
        for (int i = 0; i < levels.length; i++) {
            levels[i] = INFO.classes().get(i).maxLevel();
            last[i] = now;
        }
    }

    Verdict sent(int type, long now) {
        RateClass rate = CLASS_OF_TYPE.get(type);
        if (rate == null) {
            return Verdict.PASS;
        }
        int i = rate.id() - 1;
        levels[i] = RateClass.levelAfter(levels[i], rate.window(), rate.maxLevel(), now - last[i]);
        last[i] = now;
        if (levels[i] < rate.disconnectLevel()) {
            return Verdict.DISCONNECT;
        }
        limited[i] = levels[i] < (limited[i] ? rate.clearLevel() : rate.limitLevel());
        return limited[i] ? Verdict.DROP : Verdict.PASS;
    }

    /** How a session learns that what it sent was dropped. */
    Rates.Change limitedNotice(int type) {
        RateClass rate = CLASS_OF_TYPE.getOrDefault(type, INFO.classes().get(0));
        RateClass now = new RateClass(
                rate.id(),
                rate.window(),
                rate.clearLevel(),
                rate.alertLevel(),
                rate.limitLevel(),
                rate.disconnectLevel(),
                levels[rate.id() - 1],
                rate.maxLevel(),
                0,
                1);
        return new Rates.Change(Rates.Change.LIMITED, now);
    }

    private static Map<Integer, RateClass> classOfType() {
        Map<Integer, RateClass> map = new HashMap<>();
        for (RateClass each : INFO.classes()) {
            INFO.members().getOrDefault(each.id(), List.of()).forEach(type -> map.put(type, each));
        }
        return Map.copyOf(map);
    }
}
