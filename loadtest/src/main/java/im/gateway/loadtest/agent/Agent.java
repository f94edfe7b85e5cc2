package im.gateway.loadtest.agent;

import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.run.OpenFiles;
import im.gateway.loadtest.run.ScenarioRun;
import im.gateway.loadtest.scenario.ScenarioReader.WrongScenario;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.TimeUnit;

/** Waits for coordinators, one after the other, and does for each what it asks. */
public final class Agent implements AutoCloseable {
    private final ServerSocket listening;
    private final String secret;

    /**
     * Listens.
     *
     * @param secret that a coordinator has to know
     * @throws IOException when the address cannot be used
     */
    public Agent(InetSocketAddress address, String secret) throws IOException {
        this.secret = secret;
        this.listening = new ServerSocket();
        try {
            listening.setReuseAddress(true);
            listening.bind(address);
        } catch (IOException e) {
            listening.close();
            throw new IOException("cannot listen on " + address + ": " + e.getMessage(), e);
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    /** Serves until it is closed. */
    public void serve(Narrator narrator) {
        while (!listening.isClosed()) {
            try (Line line = new Line(listening.accept())) {
                serve(line, narrator);
            } catch (EOFException gone) {
                narrator.say("the coordinator has gone");
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    narrator.say(String.valueOf(e.getMessage()));
                }
            }
        }
    }

    private void serve(Line line, Narrator narrator) throws IOException {
        Message first;
        try {
            first = line.read();
        } catch (EOFException knocked) {
            // Somebody has found out that there is an agent.
            return;
        }
        if (!(first instanceof Message.Hello hello) || hello.version() != Message.VERSION) {
            line.write(new Message.Failed("the first message is none of version " + Message.VERSION
                    + " (expected: a coordinator of the same release)"));
            return;
        }
        if (!MessageDigest.isEqual(
                hello.secret().getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8))) {
            line.write(new Message.Failed("wrong secret (expected: the one that the agent was started with)"));
            return;
        }
        narrator.say("agent " + hello.index() + " of " + hello.of() + ": " + hello.scenario());
        line.write(new Message.Welcome(OpenFiles.ofThisProcess()));
        EventLoopGroup loops = new NioEventLoopGroup(ScenarioRun.EVENT_LOOPS);
        try {
            new Shift(line, hello, loops).work();
        } catch (WrongScenario | IllegalStateException e) {
            line.write(new Message.Failed(String.valueOf(e.getMessage())));
        } finally {
            loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
