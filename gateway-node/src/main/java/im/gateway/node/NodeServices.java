package im.gateway.node;

import im.gateway.node.cluster.LoginGate;
import im.gateway.node.cluster.LoginQueue;
import im.gateway.node.config.GatewayConfig;
import im.gateway.node.edge.Outbox;
import im.gateway.node.legacy.LegacyNetwork;
import im.gateway.node.user.ToldLedger;
import im.gateway.persistence.CredentialVault;
import im.gateway.persistence.RegistrationTable;
import im.gateway.persistence.journal.JournalEraser;
import im.gateway.persistence.journal.JournalReader;
import java.time.InstantSource;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * What a node lends to its user actors and its routing table.
 *
 * @param networks by the service's name
 * @param loginQueues by the service's name
 * @param presenceGate paces the questions who is online
 */
record NodeServices(
        GatewayConfig config,
        ActorSystem<?> system,
        Map<String, LegacyNetwork> networks,
        Map<String, LoginQueue> loginQueues,
        LoginGate presenceGate,
        Outbox outbox,
        CredentialVault vault,
        RegistrationTable table,
        JournalReader reader,
        JournalEraser eraser,
        InstantSource clock,
        ToldLedger ledger) {}
