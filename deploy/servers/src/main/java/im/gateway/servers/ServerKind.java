package im.gateway.servers;

import java.util.Locale;
import java.util.Optional;

/** The servers that a test can ask for. */
public enum ServerKind {
    CASSANDRA,
    ERGOCHAT,
    NGIRCD,
    PROSODY,
    EJABBERD;

    /** Why it cannot be started on this machine and what to do about it; empty when it can. */
    public Optional<String> missing() {
        return switch (this) {
            case CASSANDRA -> CassandraServer.missing();
            case ERGOCHAT -> ErgoServer.missing();
            case NGIRCD -> NgircdServer.missing();
            case PROSODY -> ProsodyServer.missing();
            case EJABBERD -> EjabberdServer.missing();
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
