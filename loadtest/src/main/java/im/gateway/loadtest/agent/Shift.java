package im.gateway.loadtest.agent;

import im.gateway.loadtest.oscar.SimulatedOscarNetwork;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.run.Cast;
import im.gateway.loadtest.run.Generator;
import im.gateway.loadtest.run.LocalGenerator.Share;
import im.gateway.loadtest.run.Naming;
import im.gateway.loadtest.run.PlayedSides;
import im.gateway.loadtest.run.Surroundings;
import im.gateway.loadtest.scenario.Scenario;
import im.gateway.loadtest.scenario.ScenarioReader;
import im.gateway.loadtest.scenario.ScenarioReader.WrongScenario;
import im.gateway.loadtest.xmpp.PlayedXmppServer;
import im.gateway.loadtest.xmpp.UserComponent;
import im.gateway.loadtest.xmpp.XmppSide;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.Duration;

/** An agent's work for one coordinator: its people on one of two kinds of sides, and then answer after answer, until the coordinator goes. */
final class Shift {
    private final Line line;
    private final EventLoopGroup loops;
    private final Scenario scenario;
    private final Share share;
    private final Cast cast;
    private final Narrator narrator;

    /** What is done when a gateway is to have its streams. */
    private interface Streams {
        void await() throws Exception;
    }

    /**
     * Work that has not begun.
     *
     * @param loops for all sockets; not ended with the work
     * @throws WrongScenario when the settings of the coordinator are none for this release
     */
    Shift(Line line, Message.Hello hello, EventLoopGroup loops) throws WrongScenario {
        this.line = line;
        this.loops = loops;
        this.scenario = ScenarioReader.readAgain(hello.scenario(), hello.source());
        this.share = new Share(hello.index(), hello.of());
        this.cast = new Cast(scenario, share);
        this.narrator = new Narrator(new PrintWriter(new ToCoordinator(line), true), System::nanoTime);
    }

    /**
     * Works until the coordinator goes.
     *
     * @throws IOException when it has gone
     * @throws IllegalStateException when a side cannot be reached, or not be played
     */
    void work() throws IOException {
        Message where = line.read();
        if (where instanceof Message.Join join) {
            join(join);
        } else if (where instanceof Message.Play) {
            play();
        } else {
            line.write(new Message.Failed(where + " (expected: join or play)"));
        }
    }

    private void join(Message.Join servers) throws IOException {
        try (XmppSide xmpp = UserComponent.connect(
                        new InetSocketAddress(servers.xmppHost(), servers.xmppPort()),
                        Naming.users(share),
                        servers.componentSecret(),
                        Surroundings.LOGIN_LIMIT,
                        loops,
                        cast.listener());
                Cast.Moved people =
                        cast.on(new InetSocketAddress(servers.ircHost(), servers.ircPort()), xmpp, loops, narrator)) {
            line.write(new Message.Done());
            answerAll(people, () -> {
                throw new IllegalStateException(
                        "await-streams: the streams are a real server's (expected: after play)");
            });
        }
    }

    /** Both sides are where the coordinator has reached this agent: whoever reaches the one reaches the others. */
    private void play() throws IOException {
        String host = line.localHost();
        try (SimulatedOscarNetwork oscar = PlayedSides.oscar(scenario, share, host);
                PlayedXmppServer xmpp = PlayedSides.xmpp(scenario, share, host, loops, cast.listener());
                Cast.Moved people = cast.on(oscar, xmpp, narrator)) {
            line.write(new Message.Playing(
                    host, xmpp.address().getPort(), host, oscar.address().getPort()));
            answerAll(people, () -> PlayedSides.awaitStreams(scenario, xmpp, narrator));
        }
    }

    private void answerAll(Cast.Moved people, Streams streams) throws IOException {
        while (true) {
            line.write(answer(line.read(), people, streams));
        }
    }

    private static Message answer(Message question, Cast.Moved people, Streams streams) throws IOException {
        Generator generator = people.generator();
        try {
            if (question instanceof Message.AwaitStreams) {
                streams.await();
                return new Message.Done();
            }
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
                return pulsed(generator.pulse());
            }
            if (question instanceof Message.AskEnded) {
                Generator.Ended e = generator.ended();
                return new Message.EndedSo(e.messages(), e.errors(), e.begun(), Line.encode(e.lag()), e.unsent());
            }
            if (question instanceof Message.Strike) {
                people.probe().strike();
                return new Message.Done();
            }
            if (question instanceof Message.AskReach) {
                return new Message.Reached(people.probe().times());
            }
            return new Message.Failed(question + " (expected: what a coordinator asks after join or play)");
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            return new Message.Failed(String.valueOf(e.getMessage()));
        }
    }

    private static Message pulsed(Generator.Pulse p) {
        return new Message.Pulsed(
                p.sent(),
                p.settled(),
                p.errors(),
                p.online(),
                p.waiting(),
                p.legacyOnline(),
                p.cpuSeconds(),
                p.lateMillis(),
                Line.encode(p.latencies()));
    }
}
