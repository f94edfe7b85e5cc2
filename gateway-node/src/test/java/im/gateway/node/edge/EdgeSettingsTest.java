package im.gateway.node.edge;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.config.GatewayConfig;
import im.gateway.node.config.XmppSettings;
import im.gateway.protocol.xml.StreamCondition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an edge does about a server that does not let it in. */
class EdgeSettingsTest {
    private static final long SEED = 7;
    private static final int REFUSALS = 12;
    private static final Duration MOST = Duration.ofMinutes(10);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private EdgeSettings settings;

    @BeforeEach
    void read() throws IOException {
        GatewayConfig config = GatewayConfig.load(Files.writeString(folder.resolve("node.conf"), """
            gateway {
              xmpp.servers.main { host = "127.0.0.1", port = 5347, policy = one-active }
              xmpp.domains.irc { address = "irc.localhost", secret = s3cret, servers = [main], service = irc, admit = ["*"] }
              services.irc { protocol = irc, network { host = "127.0.0.1", port = 6667 } }
              cluster { port = 7354, seeds = ["127.0.0.1:7354"] }
              storage.keys = none
              pacing { reconnect-least = 1s, reconnect-most = 30s, refused-least = 60s }
            }
            """));
        XmppSettings xmpp = config.xmpp();
        settings = EdgeSettings.of(xmpp.domains().get(0), xmpp.servers().get(0), 1, config.limits(), config.pacing());
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_AUTHORIZED, make the secret of irc.localhost",
        "HOST_UNKNOWN, add the component irc.localhost to the configuration of main (127.0.0.1:5347)",
        "INVALID_NAMESPACE, see that main (127.0.0.1:5347) is a component port",
        "CONFLICT, another connection of irc.localhost is there",
    })
    @Tag("scenario-36")
    void aRefusalSaysWhatToChange(StreamCondition condition, String advice) {
        assertThat(settings.advice(condition)).startsWith(advice);
    }

    @Test
    void aLostConnectionIsNoRefusal() {
        assertThat(settings.advice(null)).isNull();
        assertThat(settings.advice(StreamCondition.SYSTEM_SHUTDOWN)).isNull();
    }

    /** Each pause is between a half and the whole of twice the one before, up to ten times the first. */
    @ParameterizedTest
    @EnumSource(names = {"NOT_AUTHORIZED", "HOST_UNKNOWN"})
    @Tag("scenario-36")
    void pausesAfterRefusalsGrow(StreamCondition condition) {
        Backoff backoff = settings.backoff(condition);
        Random random = new Random(SEED);
        Duration whole = Duration.ofSeconds(60);
        for (int refusal = 1; refusal <= REFUSALS; refusal++) {
            assertThat(backoff.pause(refusal, random))
                    .as("pause after refusal %d (seed %d)", refusal, SEED)
                    .isBetween(whole.dividedBy(2), whole);
            whole = whole.multipliedBy(2).compareTo(MOST) > 0 ? MOST : whole.multipliedBy(2);
        }
    }

    /** A server that has another connection of the domain is asked again six times in the first minute at most, and then once in one to two. */
    @Test
    void aConflictIsNotHammered() {
        Backoff backoff = settings.backoff(StreamCondition.CONFLICT);
        Random random = new Random(SEED);
        Duration passed = Duration.ZERO;
        int attempts = 0;
        while (passed.compareTo(Duration.ofMinutes(1)) < 0) {
            attempts++;
            passed = passed.plus(backoff.pause(attempts, random));
        }
        assertThat(attempts).as("attempts (seed %d)", SEED).isLessThanOrEqualTo(6);
        assertThat(backoff.pause(100, random)).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(2));
    }

    /** All nodes lose their streams in the same moment when a server restarts; they do not come back in one. */
    @Test
    void nodesThatLoseTheirStreamsTogetherComeBackOneAfterTheOther() {
        Backoff backoff = settings.backoff(null);
        Random random = new Random(SEED);
        for (int failures = 1; failures <= 40; failures++) {
            Duration whole = Duration.ofSeconds(Math.min(30, 1L << Math.min(failures - 1, 10)));
            Set<Duration> pauses = new HashSet<>();
            for (int node = 0; node < 10; node++) {
                Duration pause = backoff.pause(failures, random);
                assertThat(pause).isBetween(whole.dividedBy(2), whole);
                pauses.add(pause);
            }
            assertThat(pauses).as("pauses of ten nodes (seed %d)", SEED).hasSizeGreaterThan(5);
        }
    }
}
