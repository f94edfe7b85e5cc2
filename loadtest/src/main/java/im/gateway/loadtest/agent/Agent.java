package im.gateway.loadtest.agent;

import im.gateway.loadtest.drive.IrcPeers;
import im.gateway.loadtest.drive.XmppUsers;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.run.Generator;
import im.gateway.loadtest.run.LocalGenerator;
import im.gateway.loadtest.run.LocalGenerator.Books;
import im.gateway.loadtest.run.LocalGenerator.Share;
import im.gateway.loadtest.run.ScenarioRun;
import im.gateway.loadtest.run.Surroundings;
import im.gateway.loadtest.scenario.Scenario;
import im.gateway.loadtest.scenario.ScenarioReader;
import im.gateway.loadtest.scenario.ScenarioReader.WrongScenario;
import im.gateway.loadtest.xmpp.UserComponent;
import im.gateway.loadtest.xmpp.XmppSide;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
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
        if (!(line.read() instanceof Message.Hello hello) || hello.version() != Message.VERSION) {
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
        EventLoopGroup loops = new NioEventLoopGroup(ScenarioRun.EVENT_LOOPS);
        try {
            work(line, hello, loops);
        } catch (WrongScenario | IllegalStateException e) {
            line.write(new Message.Failed(String.valueOf(e.getMessage())));
        } finally {
            loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    private static void work(Line line, Message.Hello hello, EventLoopGroup loops) throws IOException, WrongScenario {
        Scenario scenario = ScenarioReader.readAgain(hello.scenario(), hello.source());
        Share share = new Share(hello.index(), hello.of());
        Books books = Books.of(ScenarioRun.population(scenario, share, hello.domain()), ScenarioRun.number(scenario));
        XmppUsers users = new XmppUsers(
                books.population(), books.ledger(), books.latencies(), books.run(), ScenarioRun.asks(scenario));
        Narrator narrator = new Narrator(new PrintWriter(new ToCoordinator(line), true), System::nanoTime);
        try (XmppSide xmpp = UserComponent.connect(
                        new InetSocketAddress(hello.xmppHost(), hello.xmppPort()),
                        hello.domain(),
                        hello.componentSecret(),
                        Surroundings.LOGIN_LIMIT,
                        loops,
                        users::received);
                IrcPeers peers = IrcPeers.connect(
                        new InetSocketAddress(hello.ircHost(), hello.ircPort()),
                        books.population(),
                        books.ledger(),
                        books.latencies(),
                        books.run(),
                        loops)) {
            users.speakThrough(xmpp);
            try (Generator generator =
                    new LocalGenerator(scenario, share, books, users, peers, xmpp, () -> -1, narrator)) {
                line.write(new Message.Done());
                while (true) {
                    line.write(answer(line.read(), generator));
                }
            }
        }
    }

    private static Message answer(Message question, Generator generator) throws IOException {
        try {
            if (question instanceof Message.Prepare prepare) {
                generator.prepare(prepare.registered(), prepare.online());
                return new Message.Done();
            }
            if (question instanceof Message.Start start) {
                generator.start(
                        new Generator.Stretch(
                                start.perSecond(),
                                Duration.ofNanos(start.warmUpNanos()),
                                Duration.ofNanos(start.durationNanos())),
                        Duration.ofNanos(start.leadNanos()));
                return new Message.Done();
            }
            if (question instanceof Message.AskPulse) {
                Generator.Pulse p = generator.pulse();
                return new Message.Pulsed(
                        p.sent(),
                        p.settled(),
                        p.errors(),
                        p.online(),
                        p.waiting(),
                        p.cpuSeconds(),
                        p.lateMillis(),
                        Line.encode(p.latencies()));
            }
            if (question instanceof Message.AskEnded) {
                Generator.Ended e = generator.ended();
                return new Message.EndedSo(e.messages(), e.errors(), e.begun(), Line.encode(e.lag()), e.unsent());
            }
            return new Message.Failed(question + " (expected: prepare, start, ask-pulse or ask-ended)");
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            return new Message.Failed(String.valueOf(e.getMessage()));
        }
    }

    /** Lines for people go to the coordinator, where the people are. */
    private static final class ToCoordinator extends Writer {
        private final Line line;
        private final StringBuilder text = new StringBuilder();

        ToCoordinator(Line line) {
            this.line = line;
        }

        @Override
        public void write(char[] characters, int from, int length) throws IOException {
            text.append(characters, from, length);
            int end = text.indexOf("\n");
            while (end >= 0) {
                line.write(new Message.Said(text.substring(0, end).stripTrailing()));
                text.delete(0, end + 1);
                end = text.indexOf("\n");
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
