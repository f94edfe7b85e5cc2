package im.gateway.node.oscar;

import im.gateway.protocol.oscar.RateClass;
import im.gateway.protocol.oscar.Rates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The server's rate classes, kept as the server keeps them: what may be sent now, and when it may be otherwise. Stays a little above the level below which the
 * server drops what it gets, since its clock sees the pauses that the network makes of ours.
 */
final class RateBook {
    /** One part in this many of the way from the limit to the level of warnings. */
    private static final int MARGIN = 10;

    private final Map<Integer, Meter> meters = new HashMap<>(8);
    /** Which class a type is in; shared by all sessions whose server says the same. */
    private Map<Integer, Integer> classOfType = Map.of();

    private static final class Meter {
        RateClass rate;
        long level;
        long lastNanos;
        boolean limited;

        Meter(RateClass rate, Now now) {
            this.rate = rate;
            this.level = rate.currentLevel();
            this.lastNanos = now.nanos() - TimeUnit.MILLISECONDS.toNanos(rate.sinceLast());
        }

        long threshold() {
            return limited
                    ? rate.clearLevel() + 1
                    : rate.limitLevel() + Math.max(1, (rate.alertLevel() - rate.limitLevel()) / MARGIN);
        }

        long allowedAt() {
            if (rate.window() <= 0 || rate.maxLevel() < threshold()) {
                return lastNanos;
            }
            long pause = rate.window() * threshold() - (rate.window() - 1) * level;
            return lastNanos + TimeUnit.MILLISECONDS.toNanos(Math.max(0, pause));
        }
    }

    /** The server has told its classes. */
    void learn(Rates.Info info, RateTables tables, Now now) {
        meters.clear();
        info.classes().forEach(rate -> meters.put(rate.id(), new Meter(rate, now)));
        classOfType = tables.of(info.members());
    }

    /** The server has changed a class, or dropped something in it. */
    void change(Rates.Change change, Now now) {
        Meter meter = meters.computeIfAbsent(change.rate().id(), id -> new Meter(change.rate(), now));
        meter.rate = change.rate();
        meter.level = change.rate().currentLevel();
        meter.limited = change.code() == Rates.Change.LIMITED;
    }

    /** The class of a type; null where there is no limit. */
    @Nullable
    Integer classOf(int type) {
        Integer id = classOfType.get(type);
        return id != null && meters.containsKey(id) ? id : null;
    }

    /** When something of this class may be sent, in nanoseconds of {@link Now}. */
    long allowedAt(int id) {
        Meter meter = meters.get(id);
        return meter == null ? Long.MIN_VALUE : meter.allowedAt();
    }

    void sent(int id, Now now) {
        Meter meter = meters.get(id);
        if (meter != null) {
            long pause = TimeUnit.NANOSECONDS.toMillis(now.nanos() - meter.lastNanos);
            meter.level =
                    RateClass.levelAfter(meter.level, meter.rate.window(), meter.rate.maxLevel(), Math.max(0, pause));
            meter.lastNanos = now.nanos();
            meter.limited &= meter.level <= meter.rate.clearLevel();
        }
    }

    List<Integer> ids() {
        return new ArrayList<>(meters.keySet());
    }
}
