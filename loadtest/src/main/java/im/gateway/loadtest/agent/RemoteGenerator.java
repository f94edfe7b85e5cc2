package im.gateway.loadtest.agent;

import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.run.Generator;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** An agent's share of the people, as the coordinator has it. Used by one thread. */
public final class RemoteGenerator implements Generator {
    private static final int CONNECT_MILLIS = 10_000;

    private final InetSocketAddress agent;
    private final Line line;
    private final Narrator narrator;

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
            socket.connect(agent, CONNECT_MILLIS);
            RemoteGenerator generator = new RemoteGenerator(agent, new Line(socket), narrator);
            generator.done(hello);
            return generator;
        } catch (IOException e) {
            socket.close();
            throw new IOException("agent " + agent + ": " + e.getMessage(), e);
        }
    }

    private Message ask(Message question) throws IOException {
        line.write(question);
        while (true) {
            Message answer = line.read();
            if (answer instanceof Message.Said said) {
                narrator.say("  agent " + agent.getHostString() + ":" + agent.getPort() + said.text());
            } else if (answer instanceof Message.Failed failed) {
                throw new IOException("agent " + agent + ": " + failed.why());
            } else {
                return answer;
            }
        }
    }

    private void done(Message question) throws IOException {
        Message answer = ask(question);
        if (!(answer instanceof Message.Done)) {
            throw unexpected(answer, "done");
        }
    }

    private IOException unexpected(Message answer, String expected) {
        return new IOException("agent " + agent + ": " + answer + " (expected: " + expected + ")");
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
        Message answer = ask(new Message.AskPulse());
        if (answer instanceof Message.Pulsed p) {
            return new Pulse(
                    p.sent(),
                    p.settled(),
                    p.errors(),
                    p.online(),
                    p.waiting(),
                    -1,
                    p.cpuSeconds(),
                    p.lateMillis(),
                    Line.decode(p.latencies()));
        }
        throw unexpected(answer, "pulsed");
    }

    @Override
    public Ended ended() throws IOException {
        Message answer = ask(new Message.AskEnded());
        if (answer instanceof Message.EndedSo e) {
            return new Ended(e.messages(), e.errors(), e.begun(), Line.decode(e.lag()), e.unsent());
        }
        throw unexpected(answer, "ended-so");
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
