package im.gateway.loadtest.run;

import im.gateway.loadtest.measure.StorageProbe;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.scenario.Criteria;
import im.gateway.loadtest.scenario.Scenario;
import im.gateway.loadtest.xmpp.PlayedXmppServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** What is done and measured once everything around the people is there, by the kind of the scenario. */
public final class Measurement {
    private static final Duration OFFLINE_LIMIT = Duration.ofMinutes(5);

    private final Scenario scenario;
    private final Surroundings.Place place;
    private final Installation gateway;
    private final List<? extends Watched> nodes;
    private final List<? extends Generator> generators;
    private final Duration lead;
    private final Narrator narrator;
    private final NodeLoss loss;
    private final List<Result.Step> steps = new ArrayList<>();
    private final Map<String, Double> figures = new LinkedHashMap<>();
    private final List<Result.HeapPart> parts = new ArrayList<>();

    /**
     * A measurement that has not begun.
     *
     * @param loss watches the loss of a node
     * @param lead between the word to begin a stretch and its beginning: none in this process, a moment where agents have to hear it
     */
    public Measurement(
            Scenario scenario,
            Installation gateway,
            Surroundings.Place place,
            List<? extends Generator> generators,
            NodeLoss loss,
            Duration lead,
            Narrator narrator) {
        this.scenario = scenario;
        this.place = place;
        this.gateway = gateway;
        this.nodes = gateway.nodes();
        this.generators = generators;
        this.loss = loss;
        this.lead = lead;
        this.narrator = narrator;
    }

    /**
     * Does it.
     *
     * @param started for the result
     */
    public Result run(String started) throws Exception {
        Scenario.People people = scenario.population();
        StorageProbe.Cost empty = gateway.storageCost();
        boolean grows = scenario.kind() == Scenario.Kind.GROWTH;
        if (!grows) {
            prepare(people.registered(), people.online());
            storage(empty, people.registered());
        }
        Sampler sampler = new Sampler(nodes, generators, System.nanoTime());
        Stretches stretches = new Stretches(generators, sampler, new Progress(narrator), lead);
        OwnCounts counts = OwnCounts.of(nodes);
        List<Stretches.Outcome> outcomes;
        List<Result.Event> events;
        try (Faults faults = new Faults(scenario.faults(), nodes, place, narrator, loss::before, sampler::second)) {
            outcomes = switch (scenario.kind()) {
                case CAPACITY -> capacity(stretches);
                case GROWTH -> growth(stretches);
                case HOP -> hop(stretches);
                default -> List.of(load(stretches, faults));
            };
            events = faults.events();
        }
        if (grows) {
            storage(empty, sampler.last().online());
        }
        loss.addTo(figures);
        new Recovery(events, sampler.samples()).addTo(figures);
        return new ResultBuilder(scenario, started)
                .outcomes(outcomes, stretches)
                .findings(steps, figures, parts, events)
                .nodes(nodes, generators.size())
                .counts(counts.since())
                .timeline(sampler.samples())
                .build();
    }

    /** What each registration has cost Cassandra: itself, its first login and its contacts. */
    private void storage(StorageProbe.Cost before, int users) throws IOException {
        StorageProbe.Cost now = gateway.storageCost();
        if (users > 0) {
            figures.put("cassandra-writes-per-user", (double) (now.writes() - before.writes()) / users);
            figures.put("cassandra-bytes-per-user", (double) (now.bytes() - before.bytes()) / users);
        }
    }

    private void prepare(int registered, int online) throws Exception {
        List<Callable<Void>> all = new ArrayList<>();
        for (Generator generator : generators) {
            all.add(() -> {
                generator.prepare(registered, online);
                return null;
            });
        }
        // Each at its share of the pace: all together, or it would take as many times as long.
        ExecutorService threads = Executors.newFixedThreadPool(generators.size());
        try {
            for (Future<Void> prepared : threads.invokeAll(all)) {
                prepared.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            threads.shutdownNow();
        }
    }

    private Stretches.Outcome stretch(Stretches stretches, String name, double perSecond, @Nullable Faults faults)
            throws IOException, InterruptedException {
        Scenario.Arrival arrival = scenario.arrival();
        narrator.say(String.format(
                Locale.ROOT,
                "%s: %.0f a second, %d s of warm-up, %d s measured",
                name,
                perSecond,
                arrival.warmUp().toSeconds(),
                arrival.duration().toSeconds()));
        Generator.Stretch stretch = new Generator.Stretch(perSecond, arrival.warmUp(), arrival.duration());
        return stretches.run(name, stretch, arrival.drain(), from -> {
            if (faults != null) {
                faults.start(from);
            }
        });
    }

    private Stretches.Outcome load(Stretches stretches, Faults faults) throws Exception {
        Stretches.Outcome outcome =
                stretch(stretches, scenario.name(), scenario.arrival().perSecond(), faults);
        double live = nodes.stream().mapToDouble(Watched::liveHeapMebibytes).sum();
        steps.add(step(scenario.name(), outcome, live, kept(outcome)));
        return outcome;
    }

    /** Rates that rise until a criterion is broken; the knee is the last at which all were kept. */
    private List<Stretches.Outcome> capacity(Stretches stretches) throws Exception {
        Scenario.Capacity capacity = scenario.capacity();
        List<Stretches.Outcome> outcomes = new ArrayList<>();
        double knee = 0;
        double rate = capacity.from();
        for (int step = 0; step < capacity.most(); step++, rate *= capacity.factor()) {
            String name = String.format(Locale.ROOT, "%.0f/s", rate);
            Stretches.Outcome outcome = stretch(stretches, name, rate, null);
            boolean kept = kept(outcome);
            steps.add(step(name, outcome, 0, kept));
            outcomes.add(outcome);
            narrator.say(String.format(
                    Locale.ROOT, "%s: %s", name, kept ? "every criterion was kept" : "a criterion was broken"));
            if (!kept) {
                break;
            }
            knee = rate;
        }
        figures.put(Criteria.KNEE, knee);
        if (knee > 0 && capacity.below() > 0) {
            outcomes.add(below(stretches, capacity.below() * knee));
        }
        return outcomes;
    }

    /** How it is at a rate that one would plan with. */
    private Stretches.Outcome below(Stretches stretches, double rate) throws Exception {
        String name = String.format(Locale.ROOT, "below the knee, %.0f/s", rate);
        Stretches.Outcome outcome = stretch(stretches, name, rate, null);
        steps.add(step(name, outcome, 0, kept(outcome)));
        Figures.times(outcome.percentiles()).forEach((figure, time) -> figures.put(Criteria.BELOW + figure, time));
        return outcome;
    }

    private List<Stretches.Outcome> hop(Stretches stretches) throws IOException, InterruptedException {
        PlayedXmppServer xmpp = Objects.requireNonNull(place.played(), "a played server, as the scenario was read");
        Hop hop = new Hop();
        List<Stretches.Outcome> outcomes = hop.run(scenario.hopRounds(), (path, name) -> {
            xmpp.path(path);
            Stretches.Outcome outcome =
                    stretch(stretches, name, scenario.arrival().perSecond(), null);
            steps.add(step(name, outcome, 0, kept(outcome)));
            return outcome;
        });
        hop.addTo(figures);
        return outcomes;
    }

    /** More and more users online, the same load for each. */
    private List<Stretches.Outcome> growth(Stretches stretches) throws Exception {
        List<Stretches.Outcome> outcomes = new ArrayList<>();
        HeapGrowth heap = new HeapGrowth(nodes);
        heap.at(0);
        figures.put("heap-mib-empty", heap.mebibytes());
        for (int online : scenario.growth()) {
            prepare(online, online);
            String name = String.format(Locale.ROOT, "%,d online", online);
            double rate = scenario.arrival().perSecond()
                    * online
                    / scenario.population().users();
            Stretches.Outcome outcome = stretch(stretches, name, rate, null);
            heap.at(online);
            steps.add(step(name, outcome, heap.mebibytes(), kept(outcome)));
            outcomes.add(outcome);
        }
        figures.put(Criteria.HEAP_PER_USER, heap.kibibytesPerUser());
        parts.addAll(heap.parts());
        offline(heap, scenario.growth().get(scenario.growth().size() - 1));
        return outcomes;
    }

    /** Everybody goes offline: what they cost that are only registered, when the gateway has let go of them. */
    private void offline(HeapGrowth heap, int users) throws Exception {
        prepare(users, 0);
        narrator.step(
                users + " users are offline, and the gateway has let go of them",
                () -> Waiting.until("no user in memory", OFFLINE_LIMIT, () -> awake() == 0, this::awake));
        heap.atRest();
        figures.put("heap-mib-offline", heap.offlineMebibytes());
        figures.put(Criteria.HEAP_PER_OFFLINE_USER, heap.kibibytesPerOfflineUser(users));
    }

    /** Users' actors in memory, as the nodes count them. */
    private double awake() {
        return nodes.stream()
                .flatMap(node -> node.counts().entrySet().stream())
                .filter(count -> count.getKey().startsWith("gateway_users{"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private Result.Step step(String name, Stretches.Outcome outcome, double live, boolean kept) throws IOException {
        double resident = 0;
        for (Watched node : nodes) {
            resident += node.residentMebibytes();
        }
        return outcome.step(name, resident, live, kept);
    }

    /** Judged by those criteria that one stretch can keep or break. */
    private boolean kept(Stretches.Outcome outcome) {
        Map<String, Double> own = Figures.of(outcome);
        Map<String, Double> bounds = new LinkedHashMap<>(scenario.criteria());
        bounds.keySet().retainAll(Figures.NAMES);
        return Criteria.judge(bounds, own).stream().allMatch(Criteria.Verdict::kept);
    }
}
