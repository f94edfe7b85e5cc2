package im.gateway.node.user;

import static org.assertj.core.api.Assertions.assertThat;

import im.gateway.node.cluster.TestNodes;
import im.gateway.persistence.CredentialVault;
import im.gateway.persistence.InMemoryRegistrationTable;
import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.RegistrationTable;
import im.gateway.persistence.Secret;
import im.gateway.persistence.UserEvent;
import im.gateway.persistence.UserRecord;
import im.gateway.persistence.vault.AesCredentialVault;
import im.gateway.persistence.vault.KeyRing;
import im.gateway.protocol.jid.BareJid;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** An operator's rotation: the new key goes to every node, then it is the newest on every node, then the old one is taken away. */
class KeyRotationTest {
    private static final RegistrationId ROMEO = new RegistrationId(DeciderWorld.GATEWAY, BareJid.of(DeciderWorld.USER));
    private static final String PASSWORD = "ILoveJuliet";

    private final SecureRandom random = new SecureRandom();
    private final String old = KeyRing.newKey("old", random);
    private final String young = KeyRing.newKey("young", random);
    private final CredentialVault before = vault("newest = old;" + old);
    private final CredentialVault both = vault("newest = young;" + old + ";" + young);
    private final CredentialVault after = vault("newest = young;" + young);

    private CredentialVault vault(String keys) {
        return new AesCredentialVault(KeyRing.parse(keys, "test"), random);
    }

    private static UserRecord registered(Secret password) {
        return UserRecord.EMPTY.apply(new UserEvent.Registered("romeo", password, "en", 0));
    }

    private static UserRecord rotated(UserRecord record, Input sealed) {
        DeciderWorld world = new DeciderWorld(Set.of());
        world.record = record;
        world.decide(sealed);
        return world.record;
    }

    @Test
    void theOldKeyIsNotNeededOnceTheUsersActorHasStarted() {
        UserRecord record = registered(before.seal(ROMEO, PASSWORD));
        Input sealed = Objects.requireNonNull(KeyRotation.due(both, ROMEO, record));

        UserRecord now = rotated(record, sealed);

        Secret password = Objects.requireNonNull(now.registration()).password();
        assertThat(after.open(ROMEO, password)).isEqualTo(PASSWORD);
        assertThat(KeyRotation.due(both, ROMEO, now)).as("once").isNull();
        assertThat(now.registration())
                .as("all but the password")
                .isEqualTo(new UserRecord.Registration("romeo", password, "en", false));
    }

    /** Otherwise each rotation would be a login with a wrong password. */
    @Test
    void credentialsThatWereRefusedStayRefused() {
        UserRecord record = registered(before.seal(ROMEO, PASSWORD)).apply(new UserEvent.CredentialsRefused(0));
        UserRecord now = rotated(record, Objects.requireNonNull(KeyRotation.due(both, ROMEO, record)));
        assertThat(Objects.requireNonNull(now.registration()).refused()).isTrue();
        assertThat(both.isOutdated(now.registration().password())).isFalse();
    }

    @Test
    void aPasswordThatWasChangedMeanwhileIsLeftAlone() {
        UserRecord record = registered(before.seal(ROMEO, PASSWORD));
        Input sealed = Objects.requireNonNull(KeyRotation.due(both, ROMEO, record));
        UserRecord changed = record.apply(new UserEvent.CredentialsChanged("romeo", both.seal(ROMEO, "a new one"), 1));
        assertThat(rotated(changed, sealed)).isEqualTo(changed);
    }

    @Test
    void whatDoesNotOpenIsLeftAlone() {
        assertThat(KeyRotation.due(after, ROMEO, registered(before.seal(ROMEO, PASSWORD))))
                .isNull();
        assertThat(KeyRotation.due(both, ROMEO, UserRecord.EMPTY)).isNull();
    }

    @Test
    void allUsersOfTheDomainAreStartedEachInTurn() {
        RegistrationTable table = new InMemoryRegistrationTable();
        RegistrationId juliet = new RegistrationId(DeciderWorld.GATEWAY, BareJid.of("juliet@capulet.lit"));
        table.put(new RegistrationTable.Row(ROMEO, true));
        table.put(new RegistrationTable.Row(juliet, false));
        table.put(new RegistrationTable.Row(new RegistrationId("icq.lit", ROMEO.user()), true));
        Queue<CompletableFuture<Void>> turns = new ConcurrentLinkedQueue<>();
        List<RegistrationId> started = new CopyOnWriteArrayList<>();
        KeyRotation.startAll(
                DeciderWorld.GATEWAY,
                table,
                () -> {
                    CompletableFuture<Void> turn = new CompletableFuture<>();
                    turns.add(turn);
                    return turn;
                },
                started::add);
        TestNodes.await("both have asked for their turn", () -> turns.size() == 2);
        assertThat(started).as("before its turn").isEmpty();
        turns.forEach(turn -> turn.complete(null));
        TestNodes.await("both are started", () -> started.size() == 2);
        assertThat(started).containsExactlyInAnyOrder(ROMEO, juliet);
    }
}
