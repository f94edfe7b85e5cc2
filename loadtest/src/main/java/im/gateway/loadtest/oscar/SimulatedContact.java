package im.gateway.loadtest.oscar;

import im.gateway.protocol.oscar.Authorization;
import im.gateway.protocol.oscar.Buddy;
import im.gateway.protocol.oscar.Bytes;
import im.gateway.protocol.oscar.Feedbag;
import im.gateway.protocol.oscar.FeedbagItem;
import im.gateway.protocol.oscar.Icbm;
import im.gateway.protocol.oscar.ImHtml;
import im.gateway.protocol.oscar.ImText;
import im.gateway.protocol.oscar.OscarException;
import im.gateway.protocol.oscar.ScreenName;
import im.gateway.protocol.oscar.SnacBody;
import im.gateway.protocol.oscar.SnacError;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A user of the simulated network without a connection: does what a test or a load scenario says, and can answer by itself. Thread-safe. */
public final class SimulatedContact implements Endpoint {
    private static final int MAX_KEPT = 1_000;
    private static final int ADDED_ITEM = 1;

    /** What the contact has got. */
    public sealed interface Received {
        /** A message, as text. */
        record Message(String from, String text) implements Received {}

        /** Whether somebody types: 2 begun, 1 paused, 0 finished. */
        record Typing(String from, int state) implements Received {}

        /** Somebody wants to see this contact. */
        record AuthorizationRequest(String from, String reason) implements Received {}

        /** Somebody has answered this contact's own question. */
        record AuthorizationAnswer(String from, boolean granted) implements Received {}
    }

    /** What the contact does with what it gets, by itself. */
    public interface Behaviour {
        /** The answer to a message, or null for none. */
        @Nullable
        String answer(String from, String text);

        /** The answer to a request to see the contact; null to leave it to the test. */
        default @Nullable Boolean authorize(String from) {
            return null;
        }
    }

    private final World world;
    private final Lists lists;
    private final Account account;
    private final Executor loop;
    private final Behaviour behaviour;
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>(MAX_KEPT);
    /** Whom the network has told to be there, in the one form of their names. */
    private final Set<String> there = ConcurrentHashMap.newKeySet();
    /** What to do when the network does not take a message, by the number of its request. Belongs to the event loop. */
    private final Map<Long, Runnable> refusals = new HashMap<>();

    private long cookie;

    SimulatedContact(World world, Lists lists, Account account, Executor loop, Behaviour behaviour) {
        this.world = world;
        this.lists = lists;
        this.account = account;
        this.loop = loop;
        this.behaviour = behaviour;
    }

    /** The name in its one form. */
    public String name() {
        return account.name;
    }

    /** The last things that it got, the oldest first; when it is full, further ones are not kept. */
    public BlockingQueue<Received> received() {
        return received;
    }

    /** Comes online. */
    public void signOn() {
        loop.execute(() -> {
            world.signOn(account, this);
            world.ready(account);
            while (!account.stored.isEmpty()) {
                Account.StoredMessage stored = account.stored.remove();
                tell(new Icbm.ToClient(0, stored.channel(), stored.from().bareInfo(), stored.tlvs()));
                stored.handed().run();
            }
        });
    }

    /**
     * Comes online in a certain state, or changes to it: others never see it otherwise.
     *
     * @param awayText "" for not away
     * @param line beside the name, "" for none
     * @param statusBits of ICQ
     */
    public void signOn(String awayText, String line, int statusBits) {
        loop.execute(() -> {
            if (account.endpoint != this) {
                world.signOn(account, this);
            }
            world.changeVisibility(account, () -> {
                account.away = awayText.isEmpty() ? "" : ImHtml.fromText(awayText);
                account.statusText = line;
                account.status = statusBits;
            });
            if (account.ready) {
                world.announce(account);
            } else {
                world.ready(account);
            }
        });
    }

    public void signOff() {
        loop.execute(() -> world.signOff(account, this));
    }

    /** Is away with this text; the empty text ends it. */
    public void away(String text) {
        loop.execute(() -> {
            account.away = text.isEmpty() ? "" : ImHtml.fromText(text);
            world.announce(account);
        });
    }

    /** Shows an ICQ status, bits of {@link im.gateway.protocol.oscar.IcqStatus}. */
    public void status(int bits) {
        loop.execute(() -> {
            world.changeVisibility(account, () -> account.status = bits);
            world.announce(account);
        });
    }

    /** Has the line beside its name say this. */
    public void statusText(String text) {
        loop.execute(() -> {
            account.statusText = text;
            world.announce(account);
        });
    }

    public void idle(int minutes) {
        loop.execute(() -> {
            account.idleMinutes = minutes;
            world.announce(account);
        });
    }

    /** Writes to somebody: HTML to a name, plain text to and from a number. */
    public void send(String to, String text) {
        loop.execute(() -> message(to, text, () -> {}));
    }

    /** Writes to somebody, and hears of it when the network says that it does not take the message. */
    public void send(String to, String text, Runnable refused) {
        send(to, text, refused, () -> {});
    }

    /** As {@link #send(String, String, Runnable)}, and hears of it when the network has written the message to the other one's connection. */
    public void send(String to, String text, Runnable refused, Runnable handed) {
        loop.execute(() -> {
            refusals.put(cookie + 1, refused);
            message(to, text, handed);
        });
    }

    /** Shows that it types: 2 begun, 1 paused, 0 finished. */
    public void typing(String to, int state) {
        loop.execute(() -> world.typing(account, new Icbm.Typing(0, Icbm.CHANNEL_TEXT, to, state)));
    }

    public void requestAuthorization(String of, String reason) {
        loop.execute(
                () -> lists.request(account, new Authorization.Request(Authorization.Request.TO_HOST, of, reason)));
    }

    public void answerAuthorization(String of, boolean granted, String reason) {
        loop.execute(() ->
                lists.answer(account, new Authorization.Answer(Authorization.Answer.TO_HOST, of, granted, reason)));
    }

    /** Writes what a client writes by itself in its user's absence. */
    public void sendAutomatically(String to, String text) {
        loop.execute(() -> world.message(
                account,
                Icbm.ToHost.automatic(++cookie, to, account.isIcq() ? text : ImHtml.fromText(text)),
                cookie,
                () -> {}));
    }

    /** Has this picture from now on; none where there are no bytes. */
    public void icon(byte[] picture) {
        loop.execute(() -> {
            account.icon = Bytes.of(picture);
            world.announce(account);
        });
    }

    /** Tells this about itself, in HTML, for as long as it is online. */
    public void profile(String html) {
        loop.execute(() -> account.profile = html);
    }

    /** Puts somebody on its list. */
    public void add(String whom) {
        loop.execute(() -> {
            var unused = lists.change(
                    account,
                    new Feedbag.Change(Feedbag.Change.INSERT, List.of(FeedbagItem.buddy(whom, 1, ADDED_ITEM))));
        });
    }

    /** Wants to know, while it is online, whether somebody is there. */
    public void watch(String whom) {
        loop.execute(() -> world.watch(account, whom));
    }

    /** Whether somebody is there, as the network last told it. */
    public boolean sees(String whom) {
        return there.contains(ScreenName.fromServer(whom));
    }

    private void message(String to, String text, Runnable handed) {
        boolean plain = account.isIcq() || ScreenName.isNumber(ScreenName.fromServer(to));
        Icbm.ToHost message = Icbm.ToHost.text(++cookie, to, plain ? text : ImHtml.fromText(text));
        world.message(account, message, cookie, handed);
    }

    @Override
    public void tell(SnacBody body) {
        if (body instanceof Icbm.ToClient message) {
            got(message);
        } else if (body instanceof Buddy.Presence presence) {
            saw(presence);
        } else if (body instanceof Icbm.Typing typing) {
            keep(new Received.Typing(ScreenName.fromServer(typing.name()), typing.state()));
        } else if (body instanceof Authorization.Request request) {
            keep(new Received.AuthorizationRequest(request.name(), request.reason()));
            Boolean granted = behaviour.authorize(request.name());
            if (granted != null) {
                answerAuthorization(request.name(), granted, "");
            }
        } else if (body instanceof Authorization.Answer answer) {
            keep(new Received.AuthorizationAnswer(answer.name(), answer.granted()));
        }
    }

    private void saw(Buddy.Presence presence) {
        List<String> names = presence.users().stream()
                .map(user -> ScreenName.fromServer(user.name()))
                .toList();
        if (presence.type() == Buddy.Presence.ARRIVED) {
            there.addAll(names);
        } else {
            names.forEach(there::remove);
        }
    }

    private void got(Icbm.ToClient message) {
        Bytes encoded = message.text();
        if (encoded == null) {
            return;
        }
        try {
            String raw = ImText.decode(encoded, StandardCharsets.ISO_8859_1);
            String text = ImHtml.looksLikeHtml(raw) ? ImHtml.toText(raw) : raw;
            String from = ScreenName.fromServer(message.from().name());
            keep(new Received.Message(from, text));
            String answer = behaviour.answer(from, text);
            if (answer != null) {
                loop.execute(() -> message(from, answer, () -> {}));
            }
        } catch (OscarException e) {
            throw new IllegalStateException("a client of the simulated network sent a text that is none", e);
        }
    }

    private void keep(Received what) {
        received.offer(what);
    }

    @Override
    public void answer(SnacBody body, long request, int flags) {
        Runnable refused = refusals.remove(request);
        if (refused != null && body instanceof SnacError) {
            refused.run();
        }
    }

    @Override
    public void replaced() {
        // A client has logged in as this contact, and may.
    }
}
