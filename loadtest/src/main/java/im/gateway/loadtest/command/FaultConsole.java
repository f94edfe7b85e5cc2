package im.gateway.loadtest.command;

import im.gateway.loadtest.oscar.SimulatedOscarNetwork;
import im.gateway.protocol.oscar.LoginError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Faults of a served OSCAR network on demand: one word or two in a line, one line as the answer. */
final class FaultConsole {
    static final String HELP =
            "refuse REASON|none, delay MILLIS, garble PART, silent on|off, acks on|off, drop, stop, start,"
                    + " elsewhere NAME, password NAME PASSWORD, none, figures, help";

    private final SimulatedOscarNetwork network;

    FaultConsole(SimulatedOscarNetwork network) {
        this.network = network;
    }

    /** Obeys each line until there are no more. */
    void serve(BufferedReader lines, PrintWriter answers) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    answers.println(obey(line.strip()));
                    answers.flush();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the standard input cannot be read", e);
        }
    }

    /** Does what a line says; returns what it has done, or what was wrong with the line. */
    String obey(String line) {
        List<String> words = Arrays.asList(line.split("\\s+"));
        String value = words.size() > 1 ? words.get(1) : "";
        try {
            return switch (words.get(0)) {
                case "refuse" -> refuse(value);
                case "delay" -> delay(value);
                case "garble" -> garble(value);
                case "silent" -> silent(isOn(value));
                case "acks" -> acks(isOn(value));
                case "drop" -> drop();
                case "stop" -> stop();
                case "start" -> start();
                case "elsewhere" -> elsewhere(value);
                case "password" -> password(words);
                case "none" -> none();
                case "figures" -> network.figures().toString();
                case "help" -> HELP;
                default -> "what: " + words.get(0) + " (expected: " + HELP + ")";
            };
        } catch (IllegalArgumentException | IllegalStateException e) {
            return words.get(0) + ": " + e.getMessage();
        }
    }

    private String refuse(String reason) {
        if (reason.equals("none")) {
            network.faults().refuseLogins(null);
            return "logins are accepted";
        }
        for (LoginError error : LoginError.values()) {
            if (word(error).equals(reason)) {
                network.faults().refuseLogins(error);
                return "logins are refused: " + error.text();
            }
        }
        String known =
                Arrays.stream(LoginError.values()).map(FaultConsole::word).collect(Collectors.joining(", "));
        throw new IllegalArgumentException(reason + " (expected: none, " + known + ")");
    }

    private static String word(LoginError error) {
        return error.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String delay(String millis) {
        if (!millis.matches("[0-9]{1,6}")) {
            throw new IllegalArgumentException(millis + " (expected: milliseconds, 0 to 999999)");
        }
        network.faults().delay(Duration.ofMillis(Long.parseLong(millis)));
        return "everything is sent " + millis + " ms later";
    }

    private String garble(String part) {
        if (!part.matches("0|1|0\\.[0-9]{1,6}")) {
            throw new IllegalArgumentException(part + " (expected: 0 to 1, such as 0.05)");
        }
        network.faults().garble(Double.parseDouble(part));
        return "this part of the frames is spoilt: " + part;
    }

    private static boolean isOn(String word) {
        if (!word.equals("on") && !word.equals("off")) {
            throw new IllegalArgumentException(word + " (expected: on or off)");
        }
        return word.equals("on");
    }

    private String silent(boolean on) {
        network.faults().silent(on);
        return on ? "connections stay open, and nothing is said on them" : "connections are served";
    }

    private String acks(boolean on) {
        network.faults().noAcks(!on);
        return on ? "messages are acknowledged" : "no message is acknowledged";
    }

    private String drop() {
        int connections = network.connections();
        network.dropConnections();
        return "closed connections: " + connections;
    }

    private String stop() {
        network.stopListening();
        return "nobody listens";
    }

    private String start() {
        network.listen();
        return "listening on " + network.address();
    }

    private String elsewhere(String name) {
        network.signOnElsewhere(name);
        return name + " has logged in elsewhere";
    }

    private String password(List<String> words) {
        if (words.size() != 3) {
            throw new IllegalArgumentException("two words (expected: NAME PASSWORD)");
        }
        network.changePassword(words.get(1), words.get(2));
        return words.get(1) + " has another password";
    }

    private String none() {
        network.faults().none();
        return "no fault";
    }
}
