package im.gateway.loadtest.run;

import im.gateway.loadtest.measure.Latencies;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.scenario.Criteria;
import im.gateway.loadtest.scenario.Scenario;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;

/** Turns of two gateways under the same load, and how the figures of the one stand to those of the other. */
final class Versus {
    private final Scenario scenario;
    private final Side own;
    private final Side peer;
    private final Narrator narrator;
    private final SplittableRandom random;
    private final Map<Side, Account> accounts = new LinkedHashMap<>();
    private final List<Result.Step> steps = new ArrayList<>();

    /** One of the two. */
    record Side(String name, Generator generator, Watched process) {}

    /** What is known of one side. */
    private static final class Account {
        private final Sampler sampler;
        private final Stretches stretches;
        private final List<Stretches.Outcome> saturated = new ArrayList<>();
        private final List<Stretches.Outcome> paced = new ArrayList<>();
        private double residentEmpty;
        private double resident;

        Account(Side side, Narrator narrator, long begin) throws IOException {
            sampler = new Sampler(List.of(side.process()), List.of(side.generator()), begin);
            stretches = new Stretches(List.of(side.generator()), sampler, new Progress(narrator), Duration.ZERO);
        }

        private static double cpu(List<Stretches.Outcome> outcomes) {
            long relayed =
                    outcomes.stream().mapToLong(Stretches.Outcome::relayed).sum();
            double seconds =
                    outcomes.stream().mapToDouble(Stretches.Outcome::cpuSeconds).sum();
            return relayed == 0 ? Double.NaN : seconds / relayed * 10_000;
        }

        private static double compilers(List<Stretches.Outcome> outcomes) {
            long relayed =
                    outcomes.stream().mapToLong(Stretches.Outcome::relayed).sum();
            double seconds = outcomes.stream()
                    .mapToDouble(Stretches.Outcome::compilerSeconds)
                    .sum();
            return relayed == 0 ? 0 : seconds / relayed * 10_000;
        }

        private static double rate(List<Stretches.Outcome> outcomes) {
            return outcomes.stream()
                    .mapToDouble(outcome -> outcome.relayed() / outcome.seconds())
                    .average()
                    .orElse(0);
        }

        private Histogram messages() {
            Histogram all = Latencies.histogram();
            paced.forEach(outcome -> all.add(Latencies.merged(outcome.latencies())));
            return all;
        }
    }

    Versus(Scenario scenario, Side own, Side peer, Narrator narrator) {
        this.scenario = scenario;
        this.own = own;
        this.peer = peer;
        this.narrator = narrator;
        this.random = new SplittableRandom(scenario.seed());
    }

    /**
     * Runs all turns.
     *
     * @param started for the result
     */
    Result run(String started) throws Exception {
        long begin = System.nanoTime();
        int users = scenario.population().users();
        for (Side side : List.of(own, peer)) {
            Account account = new Account(side, narrator, begin);
            account.residentEmpty = side.process().residentMebibytes();
            narrator.say(side.name() + ":");
            side.generator().prepare(users, users);
            account.resident = side.process().residentMebibytes();
            accounts.put(side, account);
        }
        warmUp(own);
        warmUp(peer);
        for (int round = 1; round <= scenario.versus().rounds(); round++) {
            boolean ownFirst = random.nextBoolean();
            List<Side> order = ownFirst ? List.of(own, peer) : List.of(peer, own);
            for (Side side : order) {
                account(side)
                        .saturated
                        .add(turn(
                                side, "saturated " + round, 0, scenario.versus().saturated()));
            }
            for (Side side : order) {
                account(side)
                        .paced
                        .add(turn(
                                side,
                                "paced " + round,
                                scenario.arrival().perSecond(),
                                scenario.arrival().duration()));
            }
        }
        return result(started);
    }

    /**
     * The figures leave it out: a JVM has to have compiled what it runs. How long that takes depends on how many messages it gets, and so on the machine
     * and on what else runs there; a program that compiles nothing is warm after one turn.
     */
    private void warmUp(Side side) throws IOException, InterruptedException {
        Scenario.Versus versus = scenario.versus();
        Duration done = Duration.ZERO;
        double share;
        do {
            Stretches.Outcome outcome = turn(side, "warm-up", 0, versus.warmUp());
            share = outcome.cpuSeconds() == 0 ? 0 : outcome.compilerSeconds() / outcome.cpuSeconds();
            done = done.plus(versus.warmUp());
        } while (share > versus.warmUpCompilers() && done.compareTo(versus.warmUpMost()) < 0);
        if (share > versus.warmUpCompilers()) {
            narrator.say(String.format(
                    Locale.ROOT,
                    "%s still compiles after %d s: %.0f %% of its CPU time (expected: at most %.0f %%)",
                    side.name(),
                    done.toSeconds(),
                    share * 100,
                    versus.warmUpCompilers() * 100));
        }
    }

    private Account account(Side side) {
        Account account = accounts.get(side);
        if (account == null) {
            throw new IllegalStateException(side.name() + " is not one of the two");
        }
        return account;
    }

    private Stretches.Outcome turn(Side side, String what, double perSecond, Duration duration)
            throws IOException, InterruptedException {
        String name = side.name() + " " + what;
        narrator.say(String.format(
                Locale.ROOT,
                "%s: %s, %d s",
                name,
                perSecond == 0
                        ? scenario.versus().window() + " messages under way"
                        : Math.round(perSecond) + " a second",
                duration.toSeconds()));
        Generator.Stretch stretch = new Generator.Stretch(perSecond, Duration.ZERO, duration);
        // What the other's turn has used belongs to the other: the first sample would have it.
        Account account = account(side);
        account.sampler.skip();
        Stretches.Outcome outcome =
                account.stretches.run(name, stretch, scenario.arrival().drain(), from -> {});
        steps.add(outcome.step(name, side.process().residentMebibytes(), 0, true));
        return outcome;
    }

    private Result result(String started) throws IOException {
        List<Stretches.Outcome> outcomes = new ArrayList<>(account(own).saturated);
        outcomes.addAll(account(own).paced);
        List<Result.Sample> timeline = new ArrayList<>(account(own).sampler.samples());
        timeline.addAll(account(peer).sampler.samples());
        timeline.sort(Comparator.comparingDouble(Result.Sample::second));
        return new ResultBuilder(scenario, started)
                .outcomes(outcomes, account(own).stretches)
                .findings(steps, figures(), List.of(), List.of())
                .nodes(List.of(own.process()), 1)
                .timeline(timeline)
                .build();
    }

    private Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (Side side : List.of(own, peer)) {
            Account account = account(side);
            String name = side.name() + ".";
            Histogram latencies = account.messages();
            figures.put(name + "cpu-saturated", Account.cpu(account.saturated));
            figures.put(name + "cpu-saturated-jit", Account.compilers(account.saturated));
            figures.put(name + "cpu-paced", Account.cpu(account.paced));
            figures.put(name + "cpu-paced-jit", Account.compilers(account.paced));
            figures.put(name + "saturated-per-second", Account.rate(account.saturated));
            figures.put(name + "p50", latencies.getValueAtPercentile(50) / 1000.0);
            figures.put(name + "p99", latencies.getValueAtPercentile(99) / 1000.0);
            figures.put(name + "rss-mib", account.resident);
            figures.put(
                    name + "rss-kib-per-user",
                    (account.resident - account.residentEmpty)
                            * 1024
                            / scenario.population().users());
            figures.put(name + "lost", (double) account.stretches.messages().lost());
        }
        for (String figure : List.of("cpu-saturated", "cpu-paced", "p50", "p99")) {
            figures.put(
                    Criteria.RATIO + figure,
                    figures.getOrDefault(own.name() + "." + figure, Double.NaN)
                            / figures.getOrDefault(peer.name() + "." + figure, Double.NaN));
        }
        return figures;
    }
}
