package im.gateway.loadtest.oscar;

import im.gateway.protocol.oscar.Bart;
import im.gateway.protocol.oscar.Bytes;
import im.gateway.protocol.oscar.OscarException;
import im.gateway.protocol.oscar.Oservice;
import im.gateway.protocol.oscar.Rates;
import im.gateway.protocol.oscar.Snac;
import im.gateway.protocol.oscar.SnacBodies;
import im.gateway.protocol.oscar.SnacBody;
import im.gateway.protocol.oscar.SnacError;
import java.util.List;
import java.util.Map;

/** A client's connection to the server that stores icons: the one thing that it does. */
final class IconServer implements Connection.Role {
    private static final List<Integer> FAMILIES = List.of(Oservice.FAMILY, Bart.FAMILY);

    private final World world;
    private final Connection connection;
    private boolean ready;

    IconServer(World world, Connection connection) {
        this.world = world;
        this.connection = connection;
    }

    /** The cookie was good. */
    void begin() {
        connection.send(new Oservice.HostOnline(FAMILIES), Snac.FROM_SERVER, 0);
    }

    @Override
    public void data(Snac snac) throws OscarException {
        SnacBody body = SnacBodies.parse(snac);
        if (body instanceof Oservice.Versions versions) {
            answer(snac, new Oservice.Versions(Oservice.Versions.GIVEN, versions.versions()));
        } else if (body.type() == Oservice.RATE_QUERY) {
            answer(snac, new Rates.Info(List.of(), Map.of()));
        } else if (body instanceof Oservice.ClientOnline) {
            ready = true;
        } else if (body instanceof Bart.Request request && ready) {
            icon(snac, request);
        } else if (!(body instanceof Rates.Ack)) {
            answer(snac, new SnacError(snac.family(), SnacError.NOT_SUPPORTED_BY_HOST, 0));
        }
    }

    private void icon(Snac snac, Bart.Request request) {
        Account account = world.account(request.name());
        boolean has = account != null
                && account.icon.length() > 0
                && account.iconHash().equals(request.hash());
        if (account == null || !has) {
            answer(snac, new SnacError(Bart.FAMILY, SnacError.NOT_SUPPORTED_BY_HOST, 0));
            return;
        }
        int type = request.type() == Bart.Request.ICQ ? Bart.Reply.ICQ : Bart.Reply.AIM;
        Bytes icon = account.icon;
        answer(snac, new Bart.Reply(type, request.name(), request.hash(), icon));
    }

    private void answer(Snac question, SnacBody body) {
        connection.send(body, question.request(), 0);
    }

    @Override
    public void closed() {}
}
