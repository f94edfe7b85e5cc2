package im.gateway.loadtest.command;

import im.gateway.loadtest.oscar.EchoingContact;
import im.gateway.loadtest.oscar.Options;
import im.gateway.loadtest.oscar.SimulatedOscarNetwork;
import im.gateway.protocol.oscar.ScreenName;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code loadtest serve oscar}: the simulated OSCAR network alone. */
@Command(
        name = "oscar",
        description = {
            "Runs the simulated OSCAR network: accounts of AIM (names) and ICQ (numbers) on one port, in memory only.",
            "It is a simulation, for tests and for trying the gateway; it listens on loopback unless told otherwise."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:ended by Ctrl-C", "1:the port cannot be used", "2:a wrong option"})
public final class ServeOscarCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final ListenOptions listen = new ListenOptions(5190);

    @Option(
            names = "--advertise",
            paramLabel = "HOST:PORT",
            description = "Where clients are told to go on after the login (default: where it listens).")
    private @Nullable String advertise;

    @Option(
            names = "--account",
            paramLabel = "NAME:PASSWORD",
            description = "An account for a client; may be given more than once.")
    private List<String> accounts = new ArrayList<>();

    @Option(
            names = "--contact",
            paramLabel = "NAME",
            description = "A user who is always there, answers every message, and lets everybody see them."
                    + " May be given more than once.")
    private List<String> contacts = new ArrayList<>();

    @Option(
            names = "--population",
            paramLabel = "PREFIX:USERS:CONTACTS:PASSWORD",
            description = "So many accounts, PREFIX0 and on, each with so many of the others on its list."
                    + " A prefix of digits makes ICQ numbers.")
    private List<String> populations = new ArrayList<>();

    @Option(names = "--limit-rates", description = "Hold clients to the rates of the real service.")
    private boolean limitRates;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the randomness (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        SimulatedOscarNetwork network;
        try {
            network = SimulatedOscarNetwork.start(
                    new Options(listen.host(), listen.port(), advertise, limitRates, seed), Clock.systemUTC());
        } catch (IllegalStateException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
        try (network) {
            populate(network);
            out.println("simulated OSCAR network on " + listen.host() + ":"
                    + network.address().getPort() + "; Ctrl-C ends it, help names the faults");
            out.flush();
            obeyInput(network, out);
            CtrlC.latch().await();
        }
        return 0;
    }

    /** By a thread of its own, which does not keep the program alive; without an input there is nothing to obey. */
    private static void obeyInput(SimulatedOscarNetwork network, PrintWriter out) {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Thread reader = new Thread(() -> new FaultConsole(network).serve(lines, out), "fault-console");
        reader.setDaemon(true);
        reader.start();
    }

    /** What the options ask for; package-private for the test. */
    void populate(SimulatedOscarNetwork network) {
        for (String account : accounts) {
            String[] parts = split("--account", account, 2);
            network.addAccount(name("--account", parts[0]), parts[1]);
        }
        for (String contact : contacts) {
            network.addContact(name("--contact", contact), new EchoingContact()).signOn();
        }
        for (String population : populations) {
            String[] parts = split("--population", population, 4);
            network.addPopulation(
                    parts[0], number("USERS", parts[1], 1_000_000), number("CONTACTS", parts[2], 500), parts[3]);
        }
    }

    private String[] split(String option, String value, int parts) {
        String[] found = value.split(":", parts);
        if (found.length != parts) {
            throw wrong(option, value, parts + " parts with colons between them");
        }
        return found;
    }

    private String name(String option, String value) {
        if (ScreenName.canonical(value) == null) {
            throw wrong(option, value, "a name of letters and digits, an address or a number");
        }
        return value;
    }

    private int number(String what, String value, int max) {
        if (!value.matches("[0-9]{1,7}") || Integer.parseInt(value) > max) {
            throw wrong("--population, " + what, value, "0 to " + max);
        }
        return Integer.parseInt(value);
    }

    private ParameterException wrong(String what, String value, String expected) {
        return new ParameterException(spec.commandLine(), what + ": " + value + " (expected: " + expected + ")");
    }
}
