package im.gateway.persistence.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.gateway.persistence.CredentialVault.VaultException;
import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.Secret;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AesCredentialVaultTest {
    private static final RegistrationId JULIET = RegistrationId.ofText("irc.example.org|juliet@capulet.example");
    private static final RegistrationId ROMEO = RegistrationId.ofText("irc.example.org|romeo@montague.example");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String OLD_KEY = KeyRing.newKey("old", RANDOM);
    private static final String NEW_KEY = KeyRing.newKey("new", RANDOM);
    private static final String PASSWORD = "R0m30 \u2665 \u00fcber";

    private final AesCredentialVault vault = vault("newest = old\n" + OLD_KEY);

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", PASSWORD, "\u0000\n", "a very long password, as long as the longest that anybody types"
            })
    void opensWhatItSealed(String password) {
        assertThat(vault.open(JULIET, vault.seal(JULIET, password))).isEqualTo(password);
    }

    @Test
    void neverSealsTheSameWayTwice() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            Secret secret = vault.seal(JULIET, PASSWORD);
            assertThat(Base64.getDecoder().decode(secret.nonce())).hasSize(12);
            assertThat(seen.add(secret.nonce())).isTrue();
            assertThat(seen.add(secret.ciphertext())).isTrue();
        }
    }

    @Test
    @Tag("xep0100-9-3")
    void doesNotOpenForAnotherRegistration() {
        Secret secret = vault.seal(JULIET, PASSWORD);
        assertRefused(() -> vault.open(ROMEO, secret));
    }

    @Test
    void doesNotOpenWhatWasChanged() {
        Secret secret = vault.seal(JULIET, PASSWORD);
        byte[] sealed = Base64.getDecoder().decode(secret.ciphertext());
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            Secret tampered = new Secret(
                    secret.keyId(), secret.nonce(), Base64.getEncoder().encodeToString(changed));
            assertRefused(() -> vault.open(JULIET, tampered));
        }
        assertRefused(() -> vault.open(JULIET, new Secret("old", "AAAAAAAAAAAAAAAA", secret.ciphertext())));
        assertRefused(() -> vault.open(JULIET, new Secret("old", secret.nonce(), "")));
        assertRefused(() -> vault.open(JULIET, new Secret("old", "", secret.ciphertext())));
        assertRefused(() -> vault.open(JULIET, new Secret("old", "?", PASSWORD)));
    }

    @Test
    void anotherKeyUnderTheSameNameDoesNotOpen() {
        AesCredentialVault other = vault("newest = old\n" + KeyRing.newKey("old", RANDOM));
        Secret secret = vault.seal(JULIET, PASSWORD);
        assertRefused(() -> other.open(JULIET, secret));
    }

    @Test
    void namesTheKeyThatIsNotThere() {
        AesCredentialVault without = vault("newest = new\n" + NEW_KEY);
        Secret secret = vault.seal(JULIET, PASSWORD);
        assertThatThrownBy(() -> without.open(JULIET, secret))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("no key old")
                .hasMessageContaining("[new]");
    }

    @Test
    void rotates() {
        Secret before = vault.seal(JULIET, PASSWORD);
        AesCredentialVault added = vault("newest = old\n" + OLD_KEY + "\n" + NEW_KEY);
        AesCredentialVault rotated = vault("newest = new\n" + OLD_KEY + "\n" + NEW_KEY);

        assertThat(rotated.isOutdated(before)).isTrue();
        Secret after = rotated.seal(JULIET, rotated.open(JULIET, before));
        assertThat(rotated.isOutdated(after)).isFalse();
        assertThat(after.keyId()).isEqualTo("new");
        // A node on which the new key is not yet the newest reads what the others write.
        assertThat(added.open(JULIET, after)).isEqualTo(PASSWORD);
    }

    @Test
    void aSecretDoesNotPrintItself() {
        Secret secret = vault.seal(JULIET, PASSWORD);
        assertThat(secret.toString()).doesNotContain(secret.ciphertext()).contains("old");
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable open) {
        assertThatThrownBy(open)
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("does not open with key old")
                .hasMessageNotContaining(PASSWORD)
                .hasNoCause();
    }

    private static AesCredentialVault vault(String keys) {
        return new AesCredentialVault(KeyRing.parse(keys, "test"), RANDOM);
    }
}
