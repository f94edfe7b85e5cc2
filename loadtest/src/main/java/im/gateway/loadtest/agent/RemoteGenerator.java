package im.gateway.loadtest.agent;

import im.gateway.loadtest.outage.ReachTimes;
import im.gateway.loadtest.outage.Survey;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.run.Generator;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** An agent's share of the people, as the coordinator has it. One question at a time, whatever threads ask. */
public final class RemoteGenerator implements Generator, Survey {
    private static final int CONNECT_MILLIS = 10_000;

    private final InetSocketAddress agent;
    private final Line line;
    private final Narrator narrator;
    private long openFiles;

    private RemoteGenerator(InetSocketAddress agent, Line line, Narrator narrator) {
        this.agent = agent;
        this.line = line;
        this.narrator = narrator;
    }

    /**
     * Connects to an agent and tells it who its people are.
     *
     * @throws IOException when it is not there, or does not want
     */
    static RemoteGenerator connect(InetSocketAddress agent, Message.Hello hello, Narrator narrator) throws IOException {
        Socket socket = new Socket();
        try {
            connect(socket, agent);
            RemoteGenerator generator = new RemoteGenerator(agent, new Line(socket), narrator);
            generator.openFiles = generator.ask(hello, Message.Welcome.class).openFiles();
            return generator;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static void connect(Socket socket, InetSocketAddress agent) throws IOException {
        try {
            socket.connect(agent, CONNECT_MILLIS);
        } catch (IOException e) {
            throw new IOException(
                    name(agent) + ": " + e.getMessage() + " (expected: \"loadtest agent\" that listens there)", e);
        }
    }

    /** How many files the agent may open. */
    long openFiles() {
        return openFiles;
    }

    /** For people. */
    String name() {
        return name(agent);
    }

    private static String name(InetSocketAddress agent) {
        return "agent " + agent.getHostString() + ":" + agent.getPort();
    }

    /** Has the agent's people go to servers. */
    void join(Message.Join servers) throws IOException {
        done(servers);
    }

    /** Has the agent play both sides. */
    Message.Playing play() throws IOException {
        return ask(new Message.Play(), Message.Playing.class);
    }

    /** Waits until the gateway's nodes have their streams to an agent that plays. */
    void awaitStreams() throws IOException {
        done(new Message.AwaitStreams());
    }

    private synchronized <T extends Message> T ask(Message question, Class<T> expected) throws IOException {
        try {
            line.write(question);
            Message answer = line.read();
            while (answer instanceof Message.Said said) {
                narrator.say("  " + name() + said.text());
                answer = line.read();
            }
            if (answer instanceof Message.Failed failed) {
                throw new IOException(failed.why());
            }
            if (!expected.isInstance(answer)) {
                throw new IOException(answer + " (expected: " + expected.getSimpleName() + ")");
            }
            return expected.cast(answer);
        } catch (IOException e) {
            throw new IOException(name() + ": " + e.getMessage(), e);
        }
    }

    private void done(Message question) throws IOException {
        Message.Done unused = ask(question, Message.Done.class);
    }

    @Override
    public void prepare(int registered, int online) throws IOException {
        done(new Message.Prepare(registered, online));
    }

    @Override
    public void start(Stretch stretch, Duration lead) throws IOException {
        done(new Message.Start(
                stretch.perSecond(),
                stretch.warmUp().toNanos(),
                stretch.duration().toNanos(),
                lead.toNanos()));
    }

    @Override
    public Pulse pulse() throws IOException {
        Message.Pulsed p = ask(new Message.AskPulse(), Message.Pulsed.class);
        return new Pulse(
                p.sent(),
                p.settled(),
                p.errors(),
                p.online(),
                p.waiting(),
                p.legacyOnline(),
                p.cpuSeconds(),
                p.lateMillis(),
                Line.decode(p.latencies()));
    }

    @Override
    public Ended ended() throws IOException {
        Message.EndedSo e = ask(new Message.AskEnded(), Message.EndedSo.class);
        return new Ended(e.messages(), e.errors(), e.begun(), Line.decode(e.lag()), e.unsent());
    }

    @Override
    public void strike() throws IOException {
        done(new Message.Strike());
    }

    @Override
    public ReachTimes times() throws IOException {
        return ask(new Message.AskReach(), Message.Reached.class).times();
    }

    /** The agent's people go, and it waits for the next coordinator. */
    @Override
    public void close() {
        try {
            line.close();
        } catch (IOException e) {
            narrator.say("agent " + agent + ": " + e.getMessage());
        }
    }
}
