package im.gateway.persistence;

/**
 * A legacy password as it is stored: AES-256-GCM, with the registration id as associated data. Only {@link CredentialVault} reads it.
 *
 * @param keyId which key of the key ring sealed it
 * @param nonce 12 bytes, base64
 * @param ciphertext the sealed password with its tag, base64
 */
public record Secret(String keyId, String nonce, String ciphertext) {
    @Override
    public String toString() {
        return "Secret[" + keyId + "]";
    }
}
