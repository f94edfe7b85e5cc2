package im.gateway.persistence.vault;

import im.gateway.persistence.CredentialVault;
import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits and a tag of 128. The registration id is the associated data, so that a
 * secret that was copied to another registration does not open. May be used by many threads.
 */
public final class AesCredentialVault implements CredentialVault {
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final KeyRing keys;
    private final SecureRandom random;

    public AesCredentialVault(KeyRing keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    @Override
    public Secret seal(RegistrationId registration, String password) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key(keys.newest()), nonce, registration)
                    .doFinal(password.getBytes(StandardCharsets.UTF_8));
            Base64.Encoder base64 = Base64.getEncoder();
            return new Secret(keys.newest(), base64.encodeToString(nonce), base64.encodeToString(sealed));
        } catch (GeneralSecurityException unavailable) {
            throw new VaultException("cannot seal with key " + keys.newest(), unavailable);
        }
    }

    @Override
    public String open(RegistrationId registration, Secret secret) {
        SecretKey key = key(secret.keyId());
        try {
            byte[] nonce = Base64.getDecoder().decode(secret.nonce());
            byte[] sealed = Base64.getDecoder().decode(secret.ciphertext());
            if (nonce.length != NONCE_BYTES || sealed.length < TAG_BITS / 8) {
                // The JDK's answer to a text shorter than its tag is no GeneralSecurityException.
                throw new GeneralSecurityException("too short");
            }
            return new String(
                    cipher(Cipher.DECRYPT_MODE, key, nonce, registration).doFinal(sealed), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException refused) {
            // The cause is left out: base64's message quotes what it could not read.
            throw new VaultException("the password of " + registration + " does not open with key " + secret.keyId()
                    + " (expected: sealed with this very key, for this registration, and not changed since)");
        }
    }

    @Override
    public boolean isOutdated(Secret secret) {
        return !secret.keyId().equals(keys.newest());
    }

    private SecretKey key(String id) {
        SecretKey key = keys.key(id);
        if (key == null) {
            throw new VaultException("no key " + id + " in the key ring (expected: one of " + keys.ids()
                    + "); put it back until every password has been sealed again with a newer one");
        }
        return key;
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, RegistrationId registration)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(registration.text().getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
