package im.gateway.loadtest.oscar;

import im.gateway.protocol.oscar.ByteReader;
import im.gateway.protocol.oscar.Bytes;
import im.gateway.protocol.oscar.Icbm;
import im.gateway.protocol.oscar.Icq;
import im.gateway.protocol.oscar.IcqDirectory;
import im.gateway.protocol.oscar.IcqMessage;
import im.gateway.protocol.oscar.ImText;
import im.gateway.protocol.oscar.OscarException;
import im.gateway.protocol.oscar.ScreenName;
import im.gateway.protocol.oscar.Snac;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Family 15: stored messages in the old form, details of people, and searching for them. */
final class OldIcqServer {
    private static final Charset CHARSET = StandardCharsets.UTF_8;

    private final World world;

    OldIcqServer(World world) {
        this.world = world;
    }

    void answer(Account account, Endpoint endpoint, Icq.Envelope question, long request) throws OscarException {
        switch (question.kind()) {
            case Icq.Envelope.OFFLINE_REQUEST -> stored(account, endpoint, question, request);
            case Icq.Envelope.OFFLINE_DELETE -> account.stored.removeIf(each -> ScreenName.isNumber(each.from().name));
            case Icq.Envelope.META_QUESTION -> meta(endpoint, question, request);
            default -> {
                // The old server was silent about what it did not know.
            }
        }
    }

    /** Messages of users with numbers in the old form, and those of others, whom it cannot name, as ordinary messages with a time. */
    private void stored(Account account, Endpoint endpoint, Icq.Envelope question, long request) throws OscarException {
        for (Account.StoredMessage each : List.copyOf(account.stored)) {
            Icbm.ToClient message =
                    new Icbm.ToClient(0, each.channel(), each.from().bareInfo(), each.tlvs());
            Bytes text = message.text();
            world.counters.messagesOut.incrementAndGet();
            if (ScreenName.isNumber(each.from().name) && text != null) {
                IcqMessage old = new IcqMessage(
                        Long.parseLong(each.from().name),
                        IcqMessage.PLAIN,
                        0,
                        Bytes.of(ImText.decode(text, CHARSET), CHARSET));
                Bytes data = new Icq.OfflineMessage(Instant.ofEpochSecond(each.sentAt()), old).encode();
                endpoint.answer(reply(question, Icq.Envelope.OFFLINE_MESSAGE, data), request, Snac.MORE_FOLLOWS);
            } else {
                endpoint.tell(message.sentAt(Instant.ofEpochSecond(each.sentAt())));
                account.stored.remove(each);
            }
        }
        endpoint.answer(reply(question, Icq.Envelope.OFFLINE_END, Bytes.of(new byte[1])), request, 0);
    }

    private static Icq.Envelope reply(Icq.Envelope question, int kind, Bytes data) {
        return new Icq.Envelope(Icq.Envelope.ANSWER, question.uin(), kind, question.sequence(), data);
    }

    private void meta(Endpoint endpoint, Icq.Envelope question, long request) throws OscarException {
        ByteReader in = question.data().reader();
        int subtype = in.u16le();
        Bytes answer = switch (subtype) {
            case IcqDirectory.FULL_INFO -> details(world.account(String.valueOf(in.u32le())));
            case IcqDirectory.SEARCH_BY_NUMBER -> found(world.account(String.valueOf(in.u32le())));
            case IcqDirectory.SEARCH_BY_DETAILS -> found(byNick(in));
            default -> IcqDirectory.nothing(subtype);
        };
        endpoint.answer(reply(question, Icq.Envelope.META_ANSWER, answer), request, 0);
    }

    private @Nullable Account byNick(ByteReader in) throws OscarException {
        in.stringLe(CHARSET);
        in.stringLe(CHARSET);
        return world.account(in.stringLe(CHARSET));
    }

    private static Bytes details(@Nullable Account account) {
        return account == null
                ? IcqDirectory.nothing(IcqDirectory.BASIC)
                : new IcqDirectory.Basic(
                                account.displayName,
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                0,
                                account.authorizationRequired)
                        .encode(CHARSET);
    }

    /** The one whose number it is. The simulated users have no other details to be found by. */
    private Bytes found(@Nullable Account account) {
        return account == null || !account.isIcq()
                ? IcqDirectory.nothing(IcqDirectory.FOUND_LAST)
                : new IcqDirectory.Found(
                                Long.parseLong(account.name),
                                account.displayName,
                                "",
                                "",
                                "",
                                account.authorizationRequired,
                                account.ready ? 1 : 0)
                        .encode(true, CHARSET);
    }
}
