package im.gateway.loadtest.scenario;

import im.gateway.loadtest.drive.Arrivals;
import im.gateway.loadtest.drive.RateCurve;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One load test. {@code scenario-reference.conf} beside this class has every setting with its default and what it means.
 *
 * @param description for people, one line
 * @param seed of all that is random
 * @param reach whether the users of a lost node are asked for
 * @param growth numbers of online users, for a scenario of that kind
 * @param hopRounds turns on either path, for a scenario of that kind
 * @param source every setting as it was in force, HOCON as a tree of maps: for the result
 */
public record Scenario(
        String name,
        String description,
        Kind kind,
        long seed,
        People population,
        Arrival arrival,
        Mix mix,
        int bodyLength,
        Gateway gateway,
        Xmpp xmpp,
        Network network,
        List<Fault> faults,
        Reach reach,
        Capacity capacity,
        List<Integer> growth,
        int hopRounds,
        Versus versus,
        Map<String, Double> criteria,
        Map<String, Object> source) {

    /** What is done with the people. */
    public enum Kind {
        /** One stretch of load. */
        LOAD,
        /** Stretches at rates that rise until a criterion is broken. */
        CAPACITY,
        /** Stretches with more and more users online. */
        GROWTH,
        /** The same load for another gateway, in turns. */
        VERSUS,
        /** The same load on streams of the users' own nodes and on those of others, in turns. */
        HOP
    }

    /**
     * Who there is.
     *
     * @param users of the domain
     * @param registered of these, when the load begins
     * @param online of these, when the load begins
     * @param peers legacy users, who share the users among them as contacts
     * @param contacts of each user
     * @param setupPerSecond registrations and logins during the preparation
     */
    public record People(int users, int registered, int online, int peers, int contacts, double setupPerSecond) {}

    /**
     * When things are meant to happen (the open model).
     *
     * @param perSecond where the shape is at 1
     * @param shape factors of the rate by the time after the beginning of what is measured; empty for always 1
     * @param warmUp at the rate with which the shape begins, not measured
     * @param drain how long what is under way at the end may take
     */
    public record Arrival(
            double perSecond,
            List<RateCurve.Point> shape,
            Arrivals.Distribution distribution,
            Duration warmUp,
            Duration duration,
            Duration drain) {

        /**
         * The rate from the beginning of a warm-up on.
         *
         * @param rate where the shape is at 1
         * @param before how long the warm-up takes
         */
        public RateCurve curve(double rate, Duration before) {
            if (shape.isEmpty()) {
                return RateCurve.constant(rate);
            }
            List<RateCurve.Point> points = new ArrayList<>();
            for (RateCurve.Point point : shape) {
                points.add(new RateCurve.Point(point.at().plus(before), rate * point.perSecond()));
            }
            return RateCurve.of(points);
        }
    }

    /**
     * The nodes.
     *
     * @param cores of the machine that all nodes together may use, as taskset has them; empty for all
     */
    public record Gateway(int nodes, String cores, String javaOptions, String config) {}

    /** The XMPP server's side. */
    public record Xmpp(Side side, boolean oneActive) {}

    /** Who plays the XMPP server. */
    public enum Side {
        PLAYED,
        EJABBERD
    }

    /** The legacy network. */
    public enum Network {
        /** A real IRC server. */
        IRC,
        /** The simulated OSCAR network, with names. */
        AIM,
        /** The simulated OSCAR network, with numbers. */
        ICQ
    }

    /**
     * How it is found out when the users of a node that was killed can be reached again.
     *
     * @param probe whether it is
     * @param kill of which kill, from 1
     * @param writers the share of them who write at once, 0 to 1
     */
    public record Reach(boolean probe, int kill, double writers) {}

    /**
     * How the knee is looked for.
     *
     * @param from the first rate, per second
     * @param factor from one rate to the next
     * @param most rates that are tried
     * @param below the share of the knee at which there is one more stretch; 0 for none
     */
    public record Capacity(double from, double factor, int most, double below) {}

    /**
     * How two gateways are compared.
     *
     * @param warmUp of each, saturated, before the first turn: so long at least, and again until its JIT compilers have little to do
     * @param warmUpMost when the warm-up ends anyhow
     * @param warmUpCompilers what little is: the compilers' share of the gateway's CPU time, from 0 to 1
     * @param rounds of turns
     * @param saturated how long a turn is saturated
     * @param window messages under way while saturated
     */
    public record Versus(
            Duration warmUp, Duration warmUpMost, double warmUpCompilers, int rounds, Duration saturated, int window) {}
}
