package im.gateway.node.oscar;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.Typing;
import im.gateway.protocol.oscar.Bytes;
import im.gateway.protocol.oscar.FlapFrame;
import im.gateway.protocol.oscar.OscarException;
import im.gateway.protocol.oscar.Snac;
import im.gateway.protocol.stanza.Presence.Show;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A server that says anything, in any order, and a user who does anything: nothing but the codec's own error, and an end that is told once. */
class OscarSessionFuzzTest {
    private static final int RUNS = 300;
    private static final int STEPS = 100;
    private static final int[] FAMILIES = {1, 2, 3, 4, 9, 0x13, 0x15, 0x17};

    @Test
    void nothingUnexpectedComesOfAnything() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed=" + seed);
        for (int run = 0; run < RUNS; run++) {
            Random random = new Random(seed + run);
            try {
                play(random);
            } catch (OscarException | RuntimeException | Error e) {
                throw new AssertionError("seed=" + seed + " run=" + run, e);
            }
        }
    }

    private static void play(Random random) throws OscarException {
        OscarHarness harness = random.nextBoolean()
                ? OscarHarness.loggedIn(random.nextBoolean() ? "romeo" : "1000001")
                : new OscarHarness("romeo", "");
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(6)) {
                case 0 -> harness.command(command(random, step));
                case 1 -> harness.pass(Duration.ofMillis(random.nextInt(20_000)));
                default -> {
                    try {
                        harness.frame(random.nextInt(40) == 0 ? random.nextInt(6) : FlapFrame.DATA, data(random));
                    } catch (OscarException expected) {
                        // The transport closes the connection on it; here the server goes on.
                    }
                }
            }
        }
        assertThat(harness.events)
                .filteredOn(event -> event instanceof LegacyEvent.LoggedOut || event instanceof LegacyEvent.LoginFailed)
                .hasSizeLessThanOrEqualTo(1);
    }

    private static Bytes data(Random random) {
        byte[] body = new byte[random.nextInt(60)];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) (random.nextInt(3) == 0 ? random.nextInt(256) : random.nextInt(8));
        }
        int type = FAMILIES[random.nextInt(FAMILIES.length)] << 16 | random.nextInt(0x20);
        return new Snac(type, random.nextInt(2), random.nextInt(50), Bytes.of(body)).encode();
    }

    private static LegacyCommand command(Random random, int number) {
        String contact = random.nextBoolean() ? "juliet" : "2000002";
        return switch (random.nextInt(7)) {
            case 0 -> new LegacyCommand.ShowPresence(List.of(Show.values()).get(random.nextInt(5)), "text");
            case 1 -> new LegacyCommand.Watch(List.of(contact));
            case 2 -> new LegacyCommand.AddContact(contact);
            case 3 -> new LegacyCommand.RemoveContact(contact);
            case 4 -> new LegacyCommand.AnswerAuthorization(contact, random.nextBoolean());
            case 5 ->
                new LegacyCommand.ShowTyping(contact, List.of(Typing.values()).get(random.nextInt(3)));
            default -> new LegacyCommand.SendMessage(number, contact, "text ".repeat(random.nextInt(100)));
        };
    }
}
