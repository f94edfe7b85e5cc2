package im.gateway.node.user;

import im.gateway.persistence.CredentialVault;
import im.gateway.persistence.RegistrationId;
import im.gateway.persistence.Secret;

/** Seals nothing, for tests of user actors: what a vault does is its own tests' business. */
public final class PlainVault implements CredentialVault {
    /** The name of a key that is no longer the newest. */
    public static final String OLD = "old";

    @Override
    public Secret seal(RegistrationId registration, String password) {
        return new Secret("test", "", password);
    }

    @Override
    public String open(RegistrationId registration, Secret secret) {
        return secret.ciphertext();
    }

    @Override
    public boolean isOutdated(Secret secret) {
        return secret.keyId().equals(OLD);
    }
}
