package im.gateway.node.oscar;

import im.gateway.protocol.oscar.Bart;
import im.gateway.protocol.oscar.Bytes;
import im.gateway.protocol.oscar.FlapEncoder;
import im.gateway.protocol.oscar.FlapFrame;
import im.gateway.protocol.oscar.OscarException;
import im.gateway.protocol.oscar.Oservice;
import im.gateway.protocol.oscar.Oservice.FamilyVersion;
import im.gateway.protocol.oscar.Rates;
import im.gateway.protocol.oscar.SignOn;
import im.gateway.protocol.oscar.Snac;
import im.gateway.protocol.oscar.SnacBodies;
import im.gateway.protocol.oscar.SnacBody;
import im.gateway.protocol.oscar.SnacError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connection to the server that stores icons, from the cookie to the requests ("service request sequence" of the public pages). One
 * request at a time. Without I/O: frames go in, {@link #takeFrames} gives those that are to be sent.
 */
final class IconService {
    private static final List<FamilyVersion> FAMILIES =
            List.of(new FamilyVersion(Oservice.FAMILY, 3), new FamilyVersion(Bart.FAMILY, 1));

    /** What the owner of the connection does. */
    interface Owner {
        /** The next icon to ask for; null for no more. */
        Bart.@Nullable Request next();

        void got(Bart.Reply reply);

        /** The server does not give what was asked for last. */
        void refused();
    }

    private final Bytes cookie;
    private final FlapEncoder encoder;
    private final Owner owner;
    private final List<Bytes> frames = new ArrayList<>(2);
    private long requests;
    private boolean ready;
    private boolean done;

    IconService(Bytes cookie, Now now, Owner owner) {
        this.cookie = cookie;
        this.encoder = new FlapEncoder((int) (now.nanos() >>> 10));
        this.owner = owner;
    }

    /** Whether there is nothing left to ask for. */
    boolean isDone() {
        return done;
    }

    List<Bytes> takeFrames() {
        List<Bytes> taken = List.copyOf(frames);
        frames.clear();
        return taken;
    }

    void frame(FlapFrame frame) throws OscarException {
        if (frame.channel() == FlapFrame.SIGN_ON) {
            frames.add(encoder.encode(SignOn.withCookie(cookie)));
        } else if (frame.channel() == FlapFrame.DATA) {
            on(SnacBodies.parse(Snac.parse(frame.data())));
        } else if (frame.channel() == FlapFrame.SIGN_OFF) {
            done = true;
        }
    }

    private void on(SnacBody body) {
        if (body instanceof Oservice.HostOnline) {
            send(new Oservice.Versions(Oservice.Versions.WANTED, FAMILIES));
        } else if (body instanceof Oservice.Versions) {
            send(SnacBody.empty(Oservice.RATE_QUERY));
        } else if (body instanceof Rates.Info info) {
            if (!info.classes().isEmpty()) {
                send(new Rates.Ack(
                        info.classes().stream().map(rate -> rate.id()).toList()));
            }
            send(new Oservice.ClientOnline(FAMILIES));
            ready = true;
            ask();
        } else if (body instanceof Bart.Reply reply) {
            owner.got(reply);
            ask();
        } else if (body instanceof SnacError error && error.family() == Bart.FAMILY) {
            owner.refused();
            ask();
        }
    }

    private void ask() {
        if (!ready) {
            return;
        }
        Bart.Request next = owner.next();
        if (next == null) {
            done = true;
        } else {
            send(next);
        }
    }

    private void send(SnacBody body) {
        frames.add(encoder.encode(Snac.of(body, ++requests)));
    }
}
