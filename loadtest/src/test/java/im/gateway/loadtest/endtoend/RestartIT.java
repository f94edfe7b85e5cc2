package im.gateway.loadtest.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.loadtest.quickstart.Parts;
import im.gateway.loadtest.quickstart.Stage;
import im.gateway.servers.ProgramServer;
import im.gateway.servers.ServerKind;
import im.gateway.servers.junit.RequiresServer;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jivesoftware.smack.packet.Presence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The only node crashes in the middle of a talk and comes back on what Cassandra has. */
@RequiresServer({ServerKind.CASSANDRA, ServerKind.PROSODY, ServerKind.ERGOCHAT})
class RestartIT {

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void theUserIsBackOnTheNetworkWithoutDoingAnything() throws Exception {
        Run run = Run.start("restart", Parts.Server.PROSODY, 1);
        try (run;
                Pair pair = Pair.meet(run.stage())) {
            Stage stage = run.stage();
            ProgramServer node = run.nodes().get(0);
            pair.talk("before");
            pair.user().forget();

            node.kill();
            pair.friend().awaitGone(stage.userOnIrc().name());
            node.restart();

            pair.friend().awaitThere(stage.userOnIrc().name());
            Map<String, String> form = pair.user().registrationForm(stage.gateway());
            assertThat(form)
                    .containsKey("registered")
                    .containsEntry("username", stage.userOnIrc().name());
            pair.talk("after");
            pair.friend().away("to the friar's cell");
            pair.user().awaitShow(pair.contact(), Presence.Mode.away);

            for (String address : new String[] {stage.gateway(), pair.contact()}) {
                assertThat(pair.user().hasHeardPresence(address, Presence.Type.subscribe))
                        .as("a second subscription request from " + address)
                        .isFalse();
                assertThat(pair.user().hasHeardPresence(address, Presence.Type.unavailable))
                        .as(address + " seen going")
                        .isFalse();
            }
        }
        assertThat(run.complaints()).as("what the node complained of").isEmpty();
    }
}
