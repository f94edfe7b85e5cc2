package im.gateway.node.oscar;

import com.typesafe.config.ConfigFactory;
import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyNetwork.Credentials;
import im.gateway.protocol.oscar.Bucp;
import im.gateway.protocol.oscar.Bytes;
import im.gateway.protocol.oscar.Feedbag;
import im.gateway.protocol.oscar.FeedbagItem;
import im.gateway.protocol.oscar.FlapDecoder;
import im.gateway.protocol.oscar.FlapFrame;
import im.gateway.protocol.oscar.OscarException;
import im.gateway.protocol.oscar.Oservice;
import im.gateway.protocol.oscar.Rates;
import im.gateway.protocol.oscar.SignOn;
import im.gateway.protocol.oscar.Snac;
import im.gateway.protocol.oscar.SnacBodies;
import im.gateway.protocol.oscar.SnacBody;
import im.gateway.protocol.oscar.Tlv;
import im.gateway.protocol.oscar.Tlvs;
import im.gateway.protocol.oscar.UserInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A session without sockets, its server played by a test, and its time too. */
final class OscarHarness {
    final IconCache icons = new IconCache(1 << 20);
    final OscarSessionCore core;
    /** What the session wanted done with its second connection. */
    final List<Step.Side> sides = new ArrayList<>();

    final String user;
    /** What the session has sent since it was last looked at. */
    final List<Snac> sent = new ArrayList<>();

    final List<LegacyEvent> events = new ArrayList<>();

    @Nullable
    Address connectTo;

    boolean closed;
    long wakeAt;
    private Now now = new Now(0);

    OscarHarness(String user, String settings) {
        this.user = user;
        OscarSettings read = OscarSettings.from(
                ConfigFactory.parseString(settings).withFallback(ConfigFactory.parseString("host = oscar.example")),
                "test");
        core = new OscarSessionCore(read, new RateTables(), icons, new Credentials(user, "secret"), now);
        drain();
    }

    /** A session that is logged in, with this list; the messages of the login are forgotten. */
    static OscarHarness loggedIn(String user, FeedbagItem... items) throws OscarException {
        OscarHarness harness = new OscarHarness(user, "");
        harness.login(new Rates.Info(List.of(), Map.of()), List.of(items));
        return harness;
    }

    void login(Rates.Info rates, List<FeedbagItem> items) throws OscarException {
        hello();
        server(new Bucp.Challenge(Bytes.utf8("key")));
        server(Bucp.LoginReply.accepted(user, "bos.example:5190", Bytes.utf8("cookie")));
        hello();
        server(new Oservice.HostOnline(List.of(1, 2, 3, 4, 9, 0x13, 0x15)));
        server(new Oservice.Versions(Oservice.Versions.GIVEN, List.of()));
        server(rates);
        server(new Oservice.UserInfoUpdate(info(user)));
        server(new Feedbag.Reply(items, 0));
        sent.clear();
        events.clear();
    }

    /** The server's first frame. */
    void hello() throws OscarException {
        frame(FlapFrame.SIGN_ON, SignOn.PLAIN.encode());
    }

    void server(SnacBody body) throws OscarException {
        answer(body, Snac.FROM_SERVER);
    }

    void answer(SnacBody body, long request) throws OscarException {
        frame(FlapFrame.DATA, Snac.of(body, request).encode());
    }

    void frame(int channel, Bytes data) throws OscarException {
        core.frame(new FlapFrame(channel, 0, data), now);
        drain();
    }

    /** A frame on the second connection. */
    void sideFrame(int channel, Bytes data) throws OscarException {
        core.sideFrame(new FlapFrame(channel, 0, data), now);
        drain();
    }

    static FlapFrame decode(Bytes frame) throws OscarException {
        List<FlapFrame> frames = new ArrayList<>(1);
        new FlapDecoder(FlapFrame.MAX_DATA_LENGTH).feed(frame.toArray(), 0, frame.length(), frames::add);
        return frames.get(0);
    }

    void command(LegacyCommand command) {
        core.command(command, now);
        drain();
    }

    void pass(Duration time) {
        now = new Now(now.plus(time));
        core.tick(now);
        drain();
    }

    /** The last thing of this type that was sent. */
    Snac last(int type) {
        return sent.stream()
                .filter(snac -> snac.type() == type)
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("no " + Snac.typeText(type) + " was sent, but " + sent));
    }

    SnacBody lastBody(int type) throws OscarException {
        return SnacBodies.parse(last(type));
    }

    static UserInfo info(String name, Tlv... tlvs) {
        return new UserInfo(name, 0, Tlvs.of(tlvs));
    }

    private void drain() {
        Step step = core.drain(now);
        FlapDecoder decoder = new FlapDecoder(FlapFrame.MAX_DATA_LENGTH);
        try {
            for (Bytes frame : step.frames()) {
                decoder.feed(frame.toArray(), 0, frame.length(), this::keep);
            }
        } catch (OscarException e) {
            throw new AssertionError("the session sent what is no frame", e);
        }
        events.addAll(step.events());
        connectTo = step.connectTo() == null ? connectTo : step.connectTo();
        closed |= step.close();
        if (step.side().close()
                || step.side().connectTo() != null
                || !step.side().frames().isEmpty()) {
            sides.add(step.side());
        }
        wakeAt = step.wakeAt();
    }

    private void keep(FlapFrame frame) throws OscarException {
        if (frame.channel() == FlapFrame.DATA) {
            sent.add(Snac.parse(frame.data()));
        }
    }
}
