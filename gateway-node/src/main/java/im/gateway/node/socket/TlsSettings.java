package im.gateway.node.socket;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The encryption of connections to a legacy service: the keys {@code tls}, {@code trust} and {@code tls-name} of its configuration.
 *
 * @param trust a file of certificates in PEM to trust instead of the machine's authorities; null for those
 * @param name the name in the server's certificate, where that is not the host; null for the host
 */
public record TlsSettings(@Nullable Path trust, @Nullable String name) {
    /**
     * Reads them; where there is no encryption, what belongs to it is read all the same.
     *
     * @param config with its defaults
     * @return null for {@code tls = off}
     * @throws ConfigException which says the key, what it was and what was expected
     */
    public static @Nullable TlsSettings from(Config config) {
        TlsSettings settings = new TlsSettings(trust(config), name(config));
        return config.getBoolean("tls") ? settings : null;
    }

    private static @Nullable Path trust(Config config) {
        if (!config.hasPath("trust")) {
            return null;
        }
        Path file = Path.of(config.getString("trust"));
        if (!Files.isReadable(file)) {
            throw new ConfigException.BadValue(
                    config.getValue("trust").origin(),
                    "trust",
                    file + " (expected: a readable file of certificates in PEM)");
        }
        return file;
    }

    private static @Nullable String name(Config config) {
        if (!config.hasPath("tls-name")) {
            return null;
        }
        String name = config.getString("tls-name");
        if (name.isBlank()) {
            throw new ConfigException.BadValue(
                    config.getValue("tls-name").origin(), "tls-name", "empty (expected: the name in a certificate)");
        }
        return name;
    }

    /**
     * What encrypts: it trusts nothing unseen, and checks the name.
     *
     * @throws ConfigException when the file to trust holds no certificates
     */
    SslContext context() {
        try {
            SslContextBuilder builder = SslContextBuilder.forClient().endpointIdentificationAlgorithm("HTTPS");
            if (trust != null) {
                builder.trustManager(trust.toFile());
            }
            return builder.build();
        } catch (SSLException | IllegalArgumentException unusable) {
            throw new ConfigException.BadValue(
                    "trust", trust + " (expected: certificates in PEM): " + unusable.getMessage(), unusable);
        }
    }
}
