package im.gateway.loadtest.run;

import im.gateway.loadtest.drive.IrcPeers;
import im.gateway.loadtest.drive.LegacyPeers;
import im.gateway.loadtest.drive.OscarPeers;
import im.gateway.loadtest.drive.Population;
import im.gateway.loadtest.drive.XmppUsers;
import im.gateway.loadtest.oscar.SimulatedOscarNetwork;
import im.gateway.loadtest.outage.OutageBook;
import im.gateway.loadtest.outage.OutageProbe;
import im.gateway.loadtest.quickstart.Narrator;
import im.gateway.loadtest.run.LocalGenerator.Books;
import im.gateway.loadtest.run.LocalGenerator.Share;
import im.gateway.loadtest.scenario.Scenario;
import im.gateway.loadtest.xmpp.StanzaListener;
import im.gateway.loadtest.xmpp.XmppSide;
import im.gateway.protocol.xml.Element;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.util.function.LongSupplier;

/** A share of a scenario's people before they know where to speak: who they are, and the books of what becomes of their messages. */
public final class Cast {
    private final Scenario scenario;
    private final Share share;
    private final Books books;
    private final OutageBook outage;
    private final XmppUsers users;

    /**
     * People who can be moved.
     *
     * @param generator moves them
     * @param probe asks for those of a lost node
     */
    public record Moved(Generator generator, OutageProbe probe) implements AutoCloseable {
        @Override
        public void close() {
            probe.close();
            generator.close();
        }
    }

    /** Nobody of them has registered yet. */
    public Cast(Scenario scenario, Share share) {
        this.scenario = scenario;
        this.share = share;
        this.books = Books.of(ScenarioRun.population(scenario, share), ScenarioRun.number(scenario));
        this.outage = new OutageBook(books.ledger(), books.population().users(), System::nanoTime);
        this.users =
                new XmppUsers(books.population(), outage, books.latencies(), books.run(), ScenarioRun.asks(scenario));
    }

    /** What hears the gateway for the users. */
    public StanzaListener listener() {
        return users::received;
    }

    /** The user whom a stanza of the gateway is for; -1 where it is none of them. */
    int addressee(Element stanza) {
        return books.population().userOf(stanza.attribute("to", ""));
    }

    /**
     * Has them meet on an IRC server.
     *
     * @param xmpp what the users speak through
     * @param loops for the contacts' lines
     */
    public Moved on(InetSocketAddress irc, XmppSide xmpp, EventLoopGroup loops, Narrator narrator) {
        Population people = books.population();
        return moved(
                IrcPeers.connect(irc, people, books.ledger(), books.latencies(), books.run(), loops),
                xmpp,
                () -> -1,
                narrator);
    }

    /**
     * Has them meet on a simulated network, where everybody gets an account.
     *
     * @param xmpp what the users speak through
     */
    public Moved on(SimulatedOscarNetwork oscar, XmppSide xmpp, Narrator narrator) {
        Population people = books.population();
        LegacyPeers peers =
                new OscarPeers(oscar, people, scenario.population().contacts(), outage, books.latencies(), books.run());
        if (scenario.reach().probe()) {
            oscar.watchSessions(OutageProbe.sessions(outage, people));
        }
        return moved(peers, xmpp, () -> oscar.figures().online(), narrator);
    }

    private Moved moved(LegacyPeers peers, XmppSide xmpp, LongSupplier legacyOnline, Narrator narrator) {
        users.speakThrough(xmpp);
        return new Moved(
                new LocalGenerator(scenario, share, books, users, peers, xmpp, legacyOnline, narrator),
                new OutageProbe(
                        outage,
                        new OutageProbe.People(books.population(), users, peers, xmpp),
                        scenario.reach().writers()));
    }
}
