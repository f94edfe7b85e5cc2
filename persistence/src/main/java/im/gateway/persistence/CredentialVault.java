package im.gateway.persistence;

/** Seals and opens legacy passwords. A password in the clear exists only on its way to the legacy network. */
public interface CredentialVault {
    /** Seals a password with the newest key, bound to the registration that it belongs to. */
    Secret seal(RegistrationId registration, String password);

    /**
     * Opens a sealed password.
     *
     * @throws VaultException when the key is not in the ring, or the secret is not of this registration or was changed
     */
    String open(RegistrationId registration, Secret secret);

    /** Whether a secret was sealed with a key that is no longer the newest, so that it is to be sealed again at the next write. */
    boolean isOutdated(Secret secret);

    /** A secret that cannot be opened. Its message names the key, never the secret. */
    final class VaultException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public VaultException(String message, Throwable cause) {
            super(message, cause);
        }

        public VaultException(String message) {
            super(message);
        }
    }
}
