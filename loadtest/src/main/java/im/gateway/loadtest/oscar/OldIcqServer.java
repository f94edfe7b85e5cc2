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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Family 15: stored messages in the old form, details of people, and searching for them. */
final class OldIcqServer {
    private static final Charset CHARSET = StandardCharsets.UTF_8;
    private static final int MOST_FOUND = 40;

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
            each.handed().run();
        }
        endpoint.answer(reply(question, Icq.Envelope.OFFLINE_END, Bytes.of(new byte[1])), request, 0);
    }

    private static Icq.Envelope reply(Icq.Envelope question, int kind, Bytes data) {
        return new Icq.Envelope(Icq.Envelope.ANSWER, question.uin(), kind, question.sequence(), data);
    }

    private void meta(Endpoint endpoint, Icq.Envelope question, long request) throws OscarException {
        ByteReader in = question.data().reader();
        int subtype = in.u16le();
        List<Bytes> answers = switch (subtype) {
            case IcqDirectory.FULL_INFO -> details(icqUser(in));
            case IcqDirectory.SEARCH_BY_NUMBER -> found(Stream.ofNullable(icqUser(in)));
            case IcqDirectory.SEARCH_BY_DETAILS -> {
                String first = in.stringLe(CHARSET);
                String last = in.stringLe(CHARSET);
                String nick = in.stringLe(CHARSET);
                boolean empty = (first + last + nick).isEmpty();
                yield found(empty ? Stream.empty() : all().filter(a -> a.details.match(first, last, nick)));
            }
            case IcqDirectory.SEARCH_BY_EMAIL -> {
                String email = in.stringLe(CHARSET);
                yield found(all().filter(a -> !email.isEmpty() && email.equalsIgnoreCase(a.details.email())));
            }
            default -> List.of(IcqDirectory.nothing(subtype));
        };
        for (int i = 0; i < answers.size(); i++) {
            int flags = i + 1 < answers.size() ? Snac.MORE_FOLLOWS : 0;
            endpoint.answer(reply(question, Icq.Envelope.META_ANSWER, answers.get(i)), request, flags);
        }
    }

    private @Nullable Account icqUser(ByteReader in) throws OscarException {
        return world.account(String.valueOf(in.u32le()));
    }

    private Stream<Account> all() {
        return StreamSupport.stream(world.accounts().spliterator(), false).filter(Account::isIcq);
    }

    private static List<Bytes> details(@Nullable Account account) {
        if (account == null) {
            return List.of(IcqDirectory.nothing(IcqDirectory.BASIC));
        }
        Details told = account.details;
        LocalDate born = told.birthday();
        return List.of(
                new IcqDirectory.Basic(
                                nick(account),
                                told.first(),
                                told.last(),
                                told.email(),
                                told.city(),
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                0,
                                account.authorizationRequired)
                        .encode(CHARSET),
                new IcqDirectory.More(
                                0,
                                told.gender(),
                                told.homepage(),
                                born == null ? 0 : born.getYear(),
                                born == null ? 0 : born.getMonthValue(),
                                born == null ? 0 : born.getDayOfMonth())
                        .encode(CHARSET),
                new IcqDirectory.Work("", "", "", "", "", "", 0, told.company(), "", "").encode(CHARSET),
                IcqDirectory.encodeNotes(told.notes(), CHARSET));
    }

    /** Who was found, as the old service had it: at most so many, and the last one marked. */
    private static List<Bytes> found(Stream<Account> accounts) {
        List<Account> found = accounts.filter(Account::isIcq)
                .sorted(Comparator.comparing(account -> account.name))
                .limit(MOST_FOUND)
                .toList();
        if (found.isEmpty()) {
            return List.of(IcqDirectory.nothing(IcqDirectory.FOUND_LAST));
        }
        List<Bytes> answers = new ArrayList<>();
        for (Account account : found) {
            boolean last = answers.size() == found.size() - 1;
            answers.add(new IcqDirectory.Found(
                            Long.parseLong(account.name),
                            nick(account),
                            account.details.first(),
                            account.details.last(),
                            account.details.email(),
                            account.authorizationRequired,
                            account.ready ? 1 : 0)
                    .encode(last, CHARSET));
        }
        return answers;
    }

    private static String nick(Account account) {
        return account.details.nick().isEmpty() ? account.displayName : account.details.nick();
    }
}
