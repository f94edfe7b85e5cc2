package im.gateway.loadtest.faults;

import im.gateway.loadtest.drive.Population;
import im.gateway.loadtest.faults.book.Message;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Every message of a case in a file of comma-separated values, beside the logs: for who looks for the cause of something. */
final class MessageFile {
    private MessageFile() {}

    /**
     * Writes the messages since the scene began. Times are seconds since then; the first line says when that was, the second how everybody
     * stands, with the kinds of errors.
     */
    static void write(Path file, Scene scene) throws IOException {
        Population population = scene.people().population();
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            out.println("# 0 is " + scene.begunAt());
            out.println("# since the start: " + scene.people());
            out.println("user,to,number,sent,arrived,arrivals,outcome");
            for (Message message : scene.people().messages().since(scene.begun())) {
                int user = message.flow() / 2;
                out.println(String.format(
                        Locale.ROOT,
                        "%s,%s,%d,%.3f,%s,%d,%s",
                        population.bareJid(user),
                        message.flow() == population.flowToLegacy(user) ? "legacy" : "xmpp",
                        message.sequence(),
                        scene.seconds(message.sentAt()),
                        message.arrivals() == 0
                                ? ""
                                : String.format(Locale.ROOT, "%.3f", scene.seconds(message.arrivedAt())),
                        message.arrivals(),
                        outcome(scene, message)));
            }
        }
    }

    private static String outcome(Scene scene, Message message) {
        if (message.arrivals() > 0) {
            return message.reordered() ? "out of order" : "delivered";
        } else if (message.refused()) {
            return "error";
        }
        return scene.inSocket(message) ? "in a socket" : "lost";
    }
}
