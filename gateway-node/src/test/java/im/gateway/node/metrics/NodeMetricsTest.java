package im.gateway.node.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.metrics.DomainMetrics.LoginOutcome;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodeMetricsTest {
    private final ActorTestKit kit = ActorTestKit.create();

    @AfterEach
    void end() {
        kit.shutdownTestKit();
    }

    @Test
    void whatIsCountedIsThereForPrometheusByDomain() {
        NodeMetrics metrics = NodeMetrics.of(kit.system());
        DomainMetrics irc = metrics.domain("irc.localhost");
        assertThat(metrics.domain("irc.localhost")).isSameAs(irc);
        assertThat(NodeMetrics.of(kit.system())).isSameAs(metrics);
        irc.stanzasRead(2);
        irc.stanzasWritten(1);
        irc.messageToLegacy();
        irc.messageFromLegacy();
        irc.stanzasRefused(1);
        irc.stanzasUnanswered(3);
        irc.notStored();
        irc.loginEnded(LoginOutcome.BAD_CREDENTIALS);
        irc.streams(1);
        irc.unsettled(7);
        irc.unsettled(-3);
        irc.users(2);
        irc.sessions(1);
        metrics.domain("aim.localhost").stanzasRead(1);
        assertThat(metrics.scrape().lines())
                .contains(
                        "gateway_stanzas_total{direction=\"in\",domain=\"irc.localhost\"} 2.0",
                        "gateway_stanzas_total{direction=\"out\",domain=\"irc.localhost\"} 1.0",
                        "gateway_stanzas_total{direction=\"in\",domain=\"aim.localhost\"} 1.0",
                        "gateway_messages_total{direction=\"to-legacy\",domain=\"irc.localhost\"} 1.0",
                        "gateway_messages_total{direction=\"from-legacy\",domain=\"irc.localhost\"} 1.0",
                        "gateway_stanzas_refused_total{domain=\"irc.localhost\"} 1.0",
                        "gateway_stanzas_unanswered_total{domain=\"irc.localhost\"} 3.0",
                        "gateway_journal_failures_total{domain=\"irc.localhost\"} 1.0",
                        "gateway_logins_total{domain=\"irc.localhost\",outcome=\"bad-credentials\"} 1.0",
                        "gateway_logins_total{domain=\"irc.localhost\",outcome=\"succeeded\"} 0.0",
                        "gateway_streams{domain=\"irc.localhost\"} 1.0",
                        "gateway_stanzas_unsettled{domain=\"irc.localhost\"} 4.0",
                        "gateway_users{domain=\"irc.localhost\"} 2.0",
                        "gateway_sessions{domain=\"irc.localhost\"} 1.0")
                .anyMatch(line -> line.startsWith("jvm_gc_pause_seconds") || line.startsWith("jvm_gc_memory"))
                .anyMatch(line -> line.startsWith("process_cpu_time_ns_total"));
    }
}
