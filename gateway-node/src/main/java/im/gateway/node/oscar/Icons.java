package im.gateway.node.oscar;

import im.gateway.node.legacy.Avatar;
import im.gateway.node.legacy.LegacyEvent.ContactAvatar;
import im.gateway.node.legacy.LegacyEvent.ContactProfile;
import im.gateway.protocol.oscar.Bart;
import im.gateway.protocol.oscar.Bytes;
import im.gateway.protocol.oscar.FlapFrame;
import im.gateway.protocol.oscar.OscarException;
import im.gateway.protocol.oscar.Oservice;
import im.gateway.protocol.oscar.PasswordHash;
import im.gateway.protocol.oscar.SnacError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The icons of the users whom the session sees. Presence names each by its hash (TLV 1D); the picture is fetched from a server of its
 * own (01/04, 01/05, family 10), by a connection that lasts for as long as there is something to fetch, and only where no other session
 * of this node has fetched it.
 */
final class Icons implements IconService.Owner {
    private static final int HASH_LENGTH = 16;
    /** What one session may still have to fetch; more than that are told when they are seen again. */
    private static final int MAX_WANTED = 500;
    /** After a failure: the service may have no such server at all. */
    private static final Duration REST = Duration.ofMinutes(10);

    private final SessionContext context;
    private final IconCache cache;
    /** The hash of each user's icon, as far as they have one. */
    private final Map<String, Bytes> hashes = new HashMap<>();
    /** Whose icons have to be fetched, by hash. */
    private final Map<Bytes, String> wanted = new LinkedHashMap<>();
    /** Profiles that wait for their picture. */
    private final List<ContactProfile> waiting = new ArrayList<>(0);

    private long serviceRequest;
    private @Nullable IconService service;
    private Bart.@Nullable Request asked;
    private @Nullable Address connectTo;
    private boolean toClose;
    private long overdueAt = Now.NEVER;
    private long restsUntil;

    Icons(SessionContext context, IconCache cache) {
        this.context = context;
        this.cache = cache;
        this.restsUntil = context.now().nanos();
    }

    /** Somebody is there, with an icon of that hash or with none. */
    void seen(String name, @Nullable Bytes hash) {
        // A hash of another length stands for the icon that says "none".
        Bytes now = hash == null || hash.length() != HASH_LENGTH ? null : hash.compact();
        Bytes before = now == null ? hashes.remove(name) : hashes.put(name, now);
        if (now == null) {
            if (before != null) {
                context.tell(new ContactAvatar(name, null));
            }
        } else if (before == null || !now.equals(before)) {
            Avatar known = cache.get(now);
            if (known == null) {
                want(now, name);
            } else {
                context.tell(new ContactAvatar(name, known.facts()));
            }
        }
    }

    /** Tells a profile, with the picture that belongs to it. */
    void complete(ContactProfile profile) {
        Bytes hash = hashes.get(profile.contact());
        if (profile.profile() == null || hash == null) {
            context.tell(profile);
            return;
        }
        Avatar known = cache.get(hash);
        if (known == null && want(hash, profile.contact())) {
            waiting.add(profile);
        } else {
            tell(profile, known);
        }
    }

    private void tell(ContactProfile profile, @Nullable Avatar icon) {
        context.tell(
                profile.profile() == null
                        ? profile
                        : ContactProfile.of(
                                profile.number(),
                                profile.contact(),
                                profile.profile().with(icon)));
    }

    /** Returns whether it will be fetched. */
    private boolean want(Bytes hash, String name) {
        if (context.now().nanos() < restsUntil || wanted.size() >= MAX_WANTED) {
            return false;
        }
        wanted.putIfAbsent(hash, name);
        if (service == null && serviceRequest == 0) {
            serviceRequest = context.enqueue(new Oservice.ServiceRequest(Bart.FAMILY));
            awaitAnswer();
        }
        return true;
    }

    private void awaitAnswer() {
        overdueAt = context.now().plus(context.settings.timeouts().answer());
    }

    void on(Oservice.Redirect redirect) {
        if (redirect.family() != Bart.FAMILY || serviceRequest == 0 || service != null) {
            return;
        }
        serviceRequest = 0;
        try {
            Address named =
                    Address.parse(redirect.host(), context.settings.authorizer().port());
            connectTo = context.settings.mapped(named);
            service = new IconService(redirect.cookie().compact(), context.now(), this);
            awaitAnswer();
        } catch (IllegalArgumentException noAddress) {
            giveUp();
        }
    }

    void on(SnacError error, long request) {
        if (error.family() == Oservice.FAMILY && request == serviceRequest && serviceRequest != 0) {
            giveUp();
        }
    }

    /** A frame from the server of the icons. */
    void frame(FlapFrame frame) throws OscarException {
        IconService current = service;
        if (current != null) {
            awaitAnswer();
            current.frame(frame);
            if (current.isDone()) {
                end();
            }
        }
    }

    @Override
    public Bart.@Nullable Request next() {
        Iterator<Map.Entry<Bytes, String>> first = wanted.entrySet().iterator();
        asked = null;
        if (first.hasNext()) {
            Map.Entry<Bytes, String> entry = first.next();
            int type = context.icq ? Bart.Request.ICQ : Bart.Request.AIM;
            asked = new Bart.Request(type, entry.getValue(), entry.getKey());
        }
        return asked;
    }

    /** The cache is shared: only what has the hash that it was asked for by goes into it. */
    @Override
    public void got(Bart.Reply reply) {
        Bart.Request request = asked;
        if (request == null) {
            return;
        }
        boolean genuine = PasswordHash.md5(reply.icon()).equals(request.hash());
        Avatar icon = genuine ? Avatar.of(reply.icon().toArray()) : null;
        if (icon != null) {
            cache.put(request.hash(), icon);
        }
        fetched(request.hash(), icon);
    }

    @Override
    public void refused() {
        Bart.Request request = asked;
        if (request != null) {
            fetched(request.hash(), null);
        }
    }

    private void fetched(Bytes hash, @Nullable Avatar icon) {
        wanted.remove(hash);
        hashes.forEach((name, theirs) -> {
            if (icon != null && theirs.equals(hash)) {
                context.tell(new ContactAvatar(name, icon.facts()));
            }
        });
        List<ContactProfile> ready = waiting.stream()
                .filter(profile -> Objects.equals(hash, hashes.get(profile.contact())))
                .toList();
        waiting.removeAll(ready);
        ready.forEach(profile -> tell(profile, icon));
    }

    /** The connection to that server is gone, or never came to be. */
    void lost() {
        if (service != null) {
            giveUp();
        }
    }

    void tick() {
        if (context.now().nanos() >= overdueAt) {
            giveUp();
        }
    }

    long nextAt() {
        return overdueAt;
    }

    private void giveUp() {
        restsUntil = context.now().plus(REST);
        wanted.clear();
        end();
    }

    private void end() {
        toClose |= service != null;
        service = null;
        asked = null;
        connectTo = null;
        serviceRequest = 0;
        overdueAt = Now.NEVER;
        List<ContactProfile> without = List.copyOf(waiting);
        waiting.clear();
        without.forEach(profile -> tell(profile, null));
        if (!wanted.isEmpty()) {
            Map.Entry<Bytes, String> first = wanted.entrySet().iterator().next();
            want(first.getKey(), first.getValue());
        }
    }

    /** What is to be done about that connection. */
    Step.Side takeSide() {
        IconService current = service;
        Step.Side side = new Step.Side(connectTo, current == null ? List.of() : current.takeFrames(), toClose);
        connectTo = null;
        toClose = false;
        return side;
    }
}
