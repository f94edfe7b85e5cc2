package im.gateway.node.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority of its own, made with the JDK's keytool, and the certificates that it issues; PEM files in a folder. */
final class Certificates {
    private static final String PASSWORD = "changeit";

    private final Path folder;
    private final String name;

    /** Makes the authority; two of different names have nothing in common. */
    Certificates(Path folder, String name) throws Exception {
        this.folder = folder;
        this.name = name;
        keytool(store(name), "-genkeypair", "-alias", "ca", "-dname", "CN=" + name, "-ext", "bc:c");
        write(crt(), "CERTIFICATE", keyStore(store(name)).getCertificate("ca").getEncoded());
    }

    /** The settings of a node with a certificate of this authority, trusting {@code authority}. */
    String tls(String node, Certificates authority) throws Exception {
        Path store = store(node);
        Path request = folder.resolve(node + ".csr");
        Path signed = folder.resolve(node + ".crt");
        keytool(store, "-genkeypair", "-alias", "node", "-dname", "CN=gateway");
        keytool(store, "-certreq", "-alias", "node", "-file", request.toString());
        keytool(
                store(name),
                "-gencert",
                "-alias",
                "ca",
                "-rfc",
                "-infile",
                request.toString(),
                "-outfile",
                signed.toString());
        Path key = folder.resolve(node + ".key");
        write(
                key,
                "PRIVATE KEY",
                keyStore(store).getKey("node", PASSWORD.toCharArray()).getEncoded());
        return "tls { key = \"" + key + "\", certificate = \"" + signed + "\", authority = \"" + authority.crt()
                + "\" }";
    }

    /** What a server at 127.0.0.1 speaks TLS with, by a certificate of this authority's own key. */
    SSLContext server() throws Exception {
        Path store = store(name);
        keytool(
                store,
                "-genkeypair",
                "-alias",
                "server",
                "-dname",
                "CN=server",
                "-ext",
                "san=ip:127.0.0.1",
                "-signer",
                "ca");
        KeyStore keys = keyStore(store);
        keys.deleteEntry("ca");
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    /** The authority's own certificate. */
    Path crt() {
        return folder.resolve(name + "-ca.crt");
    }

    private Path store(String of) {
        return folder.resolve(of + ".p12");
    }

    private static KeyStore keyStore(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static void write(Path file, String type, byte[] der) throws IOException {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        Files.writeString(file, "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n");
    }

    private static void keytool(Path store, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD, "-storetype", "PKCS12"));
        if (arguments[0].equals("-genkeypair")) {
            command.addAll(List.of("-keyalg", "RSA", "-keysize", "2048", "-validity", "2"));
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("keytool " + arguments[0] + ": " + said);
        }
    }
}
