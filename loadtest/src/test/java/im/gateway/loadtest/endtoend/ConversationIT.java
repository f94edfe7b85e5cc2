package im.gateway.loadtest.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.loadtest.quickstart.Parts;
import im.gateway.loadtest.talk.SmackConversation;
import im.gateway.servers.ServerKind;
import im.gateway.servers.junit.RequiresServer;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The use cases of XEP-0100 in one story, over two nodes and with IRC, AIM and ICQ; contacts have a resource, as in the quick start, or none. */
class ConversationIT {
    /** Two nodes of the gateway, Cassandra, the XMPP server and the IRC server. */
    private static final int LEAST_PROCESSES = 5;

    /** About a node that starts, stops or is slow. */
    private static final String[] BETWEEN_NODES = {
        "logger=Materializer", "Outbound control stream", "heartbeat interval"
    };

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    @RequiresServer({ServerKind.CASSANDRA, ServerKind.PROSODY, ServerKind.ERGOCHAT})
    @Tag("rfc2779-3.4.1")
    @Tag("rfc2779-4.3.1")
    @Tag("xep0100-4.1.1-2")
    @Tag("xep0100-4.1.1-6")
    @Tag("xep0100-4.1.2-1a")
    @Tag("xep0100-4.3.1-4")
    @Tag("xep0100-4.4.1-3")
    @Tag("xep0100-4.5.1-4")
    @Tag("xep0100-4.6.1-3")
    @Tag("xep0100-4.7.1-3-state")
    @Tag("xep0100-4.8.1-2")
    @Tag("xep0100-5.3.1-2")
    void behindProsodyWithOneStreamForAllNodes() throws Exception {
        play("conversation-prosody", Parts.Server.PROSODY, plan -> plan.withContactResource("gateway"));
    }

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    @RequiresServer({ServerKind.CASSANDRA, ServerKind.EJABBERD, ServerKind.ERGOCHAT})
    void behindEjabberdWithAStreamForEachNode() throws Exception {
        play("conversation-ejabberd", Parts.Server.EJABBERD, plan -> plan);
    }

    private static void play(String name, Parts.Server server, UnaryOperator<Parts.Plan> change) throws Exception {
        Set<ProcessHandle> processes;
        Run run = Run.start(name, server, 2, plan -> change.apply(plan.withOscar(0)));
        try (run) {
            processes = run.processes();
            new SmackConversation().play(run.stage(), run.narrator());
        }
        assertThat(processes)
                .hasSizeGreaterThanOrEqualTo(LEAST_PROCESSES)
                .as("left behind")
                .noneMatch(ProcessHandle::isAlive);
        assertThat(run.complaints(BETWEEN_NODES))
                .as("what the nodes complained of")
                .isEmpty();
    }
}
