package im.gateway.servers;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks an IRC server over a connection of its own. */
final class IrcQuestion {
    private static final AtomicInteger ASKED = new AtomicInteger();

    private IrcQuestion() {}

    /** Passes when the server welcomes a client. */
    static void ask(String host, int port) throws IOException {
        try (LineSocket socket = new LineSocket(host, port)) {
            // A nick for each question: the server may still hold the connection of the one before.
            socket.send("NICK ready" + ASKED.incrementAndGet());
            socket.send("USER ready 0 * :ready");
            socket.await(line -> line.contains(" 001 "));
            socket.send("QUIT");
        }
    }

    /**
     * Makes an account by draft/account-registration, before the connection is registered.
     *
     * @throws IOException with the server's own words when it refuses
     */
    static void register(String host, int port, String account, String password) throws IOException {
        try (LineSocket socket = new LineSocket(host, port)) {
            socket.send("CAP LS 302");
            socket.send("NICK " + account);
            socket.send("USER " + account + " 0 * :" + account);
            socket.send("REGISTER * * " + password);
            String answer = socket.await(line -> line.contains(" REGISTER ") || line.contains(" 433 "));
            if (!answer.contains(" REGISTER SUCCESS ")) {
                throw new IOException("the IRC server refuses the account " + account + ": " + answer);
            }
        }
    }
}
