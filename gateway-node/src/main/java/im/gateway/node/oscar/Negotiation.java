package im.gateway.node.oscar;

import im.gateway.node.legacy.LegacyEvent.Failure;
import im.gateway.protocol.oscar.Buddy;
import im.gateway.protocol.oscar.Bytes;
import im.gateway.protocol.oscar.Feedbag;
import im.gateway.protocol.oscar.FeedbagItem;
import im.gateway.protocol.oscar.Icbm;
import im.gateway.protocol.oscar.Icq;
import im.gateway.protocol.oscar.Locate;
import im.gateway.protocol.oscar.Oservice;
import im.gateway.protocol.oscar.Oservice.FamilyVersion;
import im.gateway.protocol.oscar.Rates;
import im.gateway.protocol.oscar.Snac;
import im.gateway.protocol.oscar.SnacBody;
import im.gateway.protocol.oscar.SnacError;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The second connection, until the session is ready: families, rates, limits, contact list (the login's stages II to IV). */
final class Negotiation {
    private static final int PERMIT_DENY = 0x09;
    private static final int PERMIT_DENY_QUERY = 0x0009_0002;

    /** The families that this gateway uses, and their versions. */
    private static final List<FamilyVersion> FAMILIES = List.of(
            new FamilyVersion(Oservice.FAMILY, 3),
            new FamilyVersion(Feedbag.FAMILY, 2),
            new FamilyVersion(Locate.FAMILY, 1),
            new FamilyVersion(Buddy.FAMILY, 1),
            new FamilyVersion(Icq.FAMILY, 1),
            new FamilyVersion(Icbm.FAMILY, 1),
            new FamilyVersion(PERMIT_DENY, 1));

    /**
     * AIM and ICQ users may write to each other (134D); messages may be in UTF-16 (134E) and may be HTML (0002): a server that believes that a client knows none takes
     * everything out of an ICQ user's message that looks like a tag.
     */
    private static final Bytes CAPABILITIES = Bytes.of(HexFormat.of()
            .parseHex("0946134D4C7F11D18222444553540000"
                    + "0946134E4C7F11D18222444553540000"
                    + "094600024C7F11D18222444553540000"));

    private static final int MAX_MESSAGE = 8_000;
    private static final int MAX_WARNING = 999;

    private final SessionContext context;
    private final RateTables tables;
    private final List<FeedbagItem> items = new ArrayList<>();
    private List<FamilyVersion> offered = List.of();
    private boolean infoCame;
    private boolean listCame;

    Negotiation(SessionContext context, RateTables tables) {
        this.context = context;
        this.tables = tables;
    }

    /** Takes the next thing that the server says, and says whether everything is there that a session needs. */
    boolean on(Snac snac, SnacBody body) {
        if (body instanceof Oservice.HostOnline online) {
            families(online);
        } else if (body instanceof Oservice.Versions) {
            context.send(SnacBody.empty(Oservice.RATE_QUERY));
        } else if (body instanceof Rates.Info info) {
            rates(info);
        } else if (body instanceof Oservice.UserInfoUpdate update) {
            if (context.isOwn(update.info().name())) {
                context.ownName = update.info().name();
            }
            infoCame = true;
        } else if (body instanceof Feedbag.Reply reply) {
            items.addAll(reply.items());
            listCame = !snac.moreFollows();
        } else if (body instanceof SnacError error && error.family() == Feedbag.FAMILY) {
            context.end(Failure.UNREACHABLE, "the service does not give the contact list: " + error.text());
        }
        return infoCame && listCame;
    }

    /** The list that came. */
    List<FeedbagItem> items() {
        return items;
    }

    /** Tells the server that the session is ready; what was sent before it is in force when others see the user. */
    void finish() {
        context.send(new Locate.SetInfo(null, null, CAPABILITIES));
        long flags = Icbm.Parameters.FLAG_MESSAGES | Icbm.Parameters.FLAG_MISSED | Icbm.Parameters.FLAG_TYPING;
        context.send(new Icbm.Parameters(Icbm.Parameters.SET, 0, flags, MAX_MESSAGE, MAX_WARNING, MAX_WARNING, 0));
        if (has(Feedbag.FAMILY)) {
            context.send(SnacBody.empty(Feedbag.USE));
        }
    }

    void ready() {
        context.send(new Oservice.ClientOnline(offered));
    }

    private void families(Oservice.HostOnline online) {
        offered = FAMILIES.stream()
                .filter(family -> online.families().contains(family.family()))
                .toList();
        @Nullable
        FamilyVersion missing = FAMILIES.stream()
                .filter(family -> family.family() == Oservice.FAMILY || family.family() == Icbm.FAMILY)
                .filter(family -> !offered.contains(family))
                .findFirst()
                .orElse(null);
        if (missing != null) {
            context.end(Failure.UNREACHABLE, "the server has no family " + missing.family() + " (expected: 1 and 4)");
        } else {
            context.send(new Oservice.Versions(Oservice.Versions.WANTED, offered));
        }
    }

    private void rates(Rates.Info info) {
        context.queue.rates().learn(info, tables, context.now());
        if (!info.classes().isEmpty()) {
            context.send(new Rates.Ack(context.queue.rates().ids()));
        }
        ask(Oservice.USER_INFO_QUERY);
        ask(Locate.RIGHTS_QUERY);
        ask(Buddy.RIGHTS_QUERY);
        ask(Icbm.PARAMETER_QUERY);
        ask(PERMIT_DENY_QUERY);
        ask(Feedbag.RIGHTS_QUERY);
        ask(Feedbag.QUERY);
        listCame = !has(Feedbag.FAMILY);
    }

    private void ask(int type) {
        if (has(type >>> 16)) {
            context.send(SnacBody.empty(type));
        }
    }

    private boolean has(int family) {
        return offered.stream().anyMatch(version -> version.family() == family);
    }
}
