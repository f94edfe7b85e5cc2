package im.gateway.loadtest.oscar;

import im.gateway.protocol.oscar.Authorization;
import im.gateway.protocol.oscar.Bart;
import im.gateway.protocol.oscar.Buddy;
import im.gateway.protocol.oscar.ByteWriter;
import im.gateway.protocol.oscar.Feedbag;
import im.gateway.protocol.oscar.Icbm;
import im.gateway.protocol.oscar.Icq;
import im.gateway.protocol.oscar.Locate;
import im.gateway.protocol.oscar.OscarException;
import im.gateway.protocol.oscar.Oservice;
import im.gateway.protocol.oscar.Rates;
import im.gateway.protocol.oscar.SignOff;
import im.gateway.protocol.oscar.Snac;
import im.gateway.protocol.oscar.SnacBodies;
import im.gateway.protocol.oscar.SnacBody;
import im.gateway.protocol.oscar.SnacError;
import im.gateway.protocol.oscar.Tlv;
import im.gateway.protocol.oscar.Tlvs;
import im.gateway.protocol.oscar.UserInfo;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The session of a client that has logged in. */
final class ClientSession implements Connection.Role, Endpoint {
    private static final List<Integer> FAMILIES =
            List.of(Oservice.FAMILY, Locate.FAMILY, Buddy.FAMILY, Icbm.FAMILY, 0x09, Feedbag.FAMILY, Icq.FAMILY);
    private static final int PERMIT_DENY_QUERY = 0x0009_0002;
    private static final int PERMIT_DENY_REPLY = 0x0009_0003;
    private static final int NOOP_LIMIT = 3;

    private final World world;
    private final Lists lists;
    private final OldIcqServer icq;
    private final Connection connection;
    private final Account account;
    private final Supplier<Oservice.Redirect> icons;
    private final @Nullable RateMeter rates;
    private final Deque<Runnable> pauses = new ArrayDeque<>(0);

    /**
     * For one client.
     *
     * @param icons where the server of the icons is, with a cookie for it
     */
    ClientSession(
            World world,
            Lists lists,
            Connection connection,
            Account account,
            Supplier<Oservice.Redirect> icons,
            boolean limitRates) {
        this.world = world;
        this.lists = lists;
        this.icq = new OldIcqServer(world);
        this.connection = connection;
        this.account = account;
        this.icons = icons;
        this.rates = limitRates ? new RateMeter(world.clock.millis()) : null;
    }

    /** The cookie was good: the session begins. */
    void begin() {
        world.counters.logins.incrementAndGet();
        world.counters.online.incrementAndGet();
        world.signOn(account, this);
        world.sessions.began(account.name);
        tell(new Oservice.HostOnline(FAMILIES));
    }

    /** Asks the client to pause and to go on at once: when it answers, it has read all that it was sent before. */
    void pause(Runnable answered) {
        pauses.add(answered);
        tell(SnacBody.empty(Oservice.PAUSE));
        tell(SnacBody.empty(Oservice.RESUME));
    }

    @Override
    public void closed() {
        pauses.forEach(Runnable::run);
        pauses.clear();
        world.counters.online.decrementAndGet();
        world.signOff(account, this);
        world.sessions.ended(account.name);
    }

    @Override
    public void tell(SnacBody body) {
        connection.send(body, Snac.FROM_SERVER, 0);
    }

    @Override
    public void answer(SnacBody body, long request, int flags) {
        connection.send(body, request, flags);
    }

    @Override
    public void replaced() {
        connection.signOff(new SignOff(SignOff.SIGNED_ON_ELSEWHERE, "http://localhost/"));
    }

    @Override
    public void data(Snac snac) throws OscarException {
        if (account.endpoint != this || !withinRates(snac.type())) {
            return;
        }
        if (snac.type() == Oservice.PAUSE_ACK) {
            pauses.remove().run();
            return;
        }
        world.counters.dataIn.incrementAndGet();
        SnacBody body = SnacBodies.parse(snac);
        if (!negotiation(body, snac.request())
                && !presence(body, snac.request())
                && !messages(body, snac.request())
                && !list(body, snac.request())) {
            answer(new SnacError(snac.family(), SnacError.NOT_SUPPORTED_BY_HOST, 0), snac.request(), 0);
        }
    }

    private boolean withinRates(int type) {
        if (rates == null) {
            return true;
        }
        RateMeter.Verdict verdict = rates.sent(type, world.clock.millis());
        if (verdict == RateMeter.Verdict.PASS) {
            return true;
        }
        world.counters.rateLimited.incrementAndGet();
        tell(rates.limitedNotice(type));
        if (verdict == RateMeter.Verdict.DISCONNECT) {
            connection.drop();
        }
        return false;
    }

    private boolean negotiation(SnacBody body, long request) {
        if (body instanceof Oservice.Versions versions) {
            answer(new Oservice.Versions(Oservice.Versions.GIVEN, versions.versions()), request, 0);
        } else if (body.type() == Oservice.RATE_QUERY) {
            answer(rates == null ? new Rates.Info(List.of(), Map.of()) : RateMeter.INFO, request, 0);
        } else if (body.type() == Oservice.USER_INFO_QUERY) {
            answer(new Oservice.UserInfoUpdate(account.info()), request, 0);
        } else if (body.type() == Locate.RIGHTS_QUERY) {
            limits(Locate.RIGHTS_REPLY, request, Tlv.u16(1, 4096), Tlv.u16(2, 18));
        } else if (body.type() == Buddy.RIGHTS_QUERY) {
            limits(Buddy.RIGHTS_REPLY, request, Tlv.u16(1, 1000), Tlv.u16(2, 1000));
        } else if (body.type() == PERMIT_DENY_QUERY) {
            limits(PERMIT_DENY_REPLY, request, Tlv.u16(1, 200), Tlv.u16(2, 200));
        } else if (body.type() == Feedbag.RIGHTS_QUERY) {
            limits(Feedbag.RIGHTS_REPLY, request, Tlv.u16(NOOP_LIMIT, 200));
        } else if (body.type() == Icbm.PARAMETER_QUERY) {
            answer(new Icbm.Parameters(Icbm.Parameters.GIVEN, 2, 3, 512, 999, 999, 1000), request, 0);
        } else if (body instanceof Oservice.ServiceRequest service && service.family() == Bart.FAMILY) {
            answer(icons.get(), request, 0);
        } else if (body instanceof Oservice.ClientOnline) {
            world.ready(account);
            world.sessions.ready(account.name);
        } else {
            return body instanceof Rates.Ack || body instanceof Icbm.Parameters || body.type() == Feedbag.USE;
        }
        return true;
    }

    private void limits(int type, long request, Tlv... tlvs) {
        ByteWriter out = new ByteWriter();
        Tlvs.of(tlvs).write(out);
        answer(new SnacBodies.Unknown(type, out.toBytes()), request, 0);
    }

    private boolean presence(SnacBody body, long request) throws OscarException {
        if (body instanceof Locate.SetInfo info) {
            setInfo(info);
        } else if (body instanceof Oservice.SetStatus status) {
            setStatus(status);
        } else if (body instanceof Oservice.Idle idle) {
            account.idleMinutes = (int) Math.min(0xFFFF, idle.seconds() / 60);
            world.announce(account);
        } else if (body instanceof Locate.Query query) {
            locate(query.name(), (query.flags() & Locate.Query.WANT_AWAY) != 0, request);
        } else if (body instanceof Locate.OldQuery query) {
            locate(query.name(), query.kind() == Locate.OldQuery.AWAY_WANTED, request);
        } else if (body instanceof Buddy.Names names) {
            watch(names);
        } else {
            return false;
        }
        return true;
    }

    private void setInfo(Locate.SetInfo info) {
        if (info.profile() != null) {
            account.profile = info.profile();
        }
        if (info.away() != null && !account.away.equals(info.away())) {
            account.away = info.away();
            world.announce(account);
        }
    }

    private void setStatus(Oservice.SetStatus status) throws OscarException {
        int bits = status.tlvs().number(UserInfo.STATUS, account.status);
        String text = new UserInfo("", 0, status.tlvs()).statusText();
        boolean changed = bits != account.status;
        world.changeVisibility(account, () -> account.status = bits);
        if (status.tlvs().has(UserInfo.ASSETS)) {
            changed |= !account.statusText.equals(text == null ? "" : text);
            account.statusText = text == null ? "" : text;
        }
        if (changed) {
            world.announce(account);
        }
        tell(new Oservice.UserInfoUpdate(account.info()));
    }

    private void locate(String name, boolean away, long request) {
        Account other = world.account(name);
        if (other == null || !other.visibleTo(account)) {
            answer(new SnacError(Locate.FAMILY, SnacError.NOT_LOGGED_ON, 0), request, 0);
            return;
        }
        answer(
                new Locate.Reply(
                        other.info(), away ? null : other.profile, away && !other.away.isEmpty() ? other.away : null),
                request,
                0);
    }

    private void watch(Buddy.Names names) {
        if (names.type() == Buddy.Names.WATCH) {
            account.watched = Stream.concat(account.watched.stream(), names.names().stream())
                    .distinct()
                    .toList();
            names.names().forEach(name -> world.watch(account, name));
        } else {
            account.watched = account.watched.stream()
                    .filter(name -> !names.names().contains(name))
                    .toList();
            names.names().stream()
                    .filter(name -> !account.interests().contains(name))
                    .forEach(name -> world.unwatch(account, name));
        }
    }

    private boolean messages(SnacBody body, long request) throws OscarException {
        if (body instanceof Icbm.ToHost message) {
            world.message(account, message, request, () -> {});
        } else if (body instanceof Icbm.Typing typing) {
            world.typing(account, typing);
        } else if (body.type() == Icbm.OFFLINE_RETRIEVE) {
            deliverStored();
            answer(SnacBody.empty(Icbm.OFFLINE_END), request, 0);
        } else if (body instanceof Icq.Envelope question) {
            icq.answer(account, this, question, request);
        } else {
            return body instanceof Icbm.ClientError;
        }
        return true;
    }

    private void deliverStored() {
        while (!account.stored.isEmpty()) {
            Account.StoredMessage stored = account.stored.remove();
            world.counters.messagesOut.incrementAndGet();
            tell(new Icbm.ToClient(0, stored.channel(), stored.from().bareInfo(), stored.tlvs())
                    .sentAt(Instant.ofEpochSecond(stored.sentAt())));
            stored.handed().run();
        }
    }

    private boolean list(SnacBody body, long request) {
        if (body.type() == Feedbag.QUERY || body instanceof Feedbag.QueryIfModified) {
            sendList(request);
        } else if (body instanceof Feedbag.Change change) {
            answer(lists.change(account, change), request, 0);
        } else if (body instanceof Authorization.Request question) {
            lists.request(account, question);
        } else if (body instanceof Authorization.Answer answer) {
            lists.answer(account, answer);
        } else {
            return body.type() == Feedbag.BEGIN || body.type() == Feedbag.END || body instanceof Authorization.Name;
        }
        return true;
    }

    /** In parts, as the real service does: one frame holds about two hundred contacts. */
    private void sendList(long request) {
        var items = account.list().items();
        int part = 200;
        for (int from = 0; from == 0 || from < items.size(); from += part) {
            boolean more = from + part < items.size();
            answer(
                    new Feedbag.Reply(items.subList(from, Math.min(items.size(), from + part)), account.listChanged),
                    request,
                    more ? Snac.MORE_FOLLOWS : 0);
        }
    }
}
