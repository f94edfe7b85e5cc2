package im.gateway.node.wire;

import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent;
import im.gateway.node.legacy.LegacyEvent.ContactList;
import im.gateway.node.legacy.Typing;
import im.gateway.protocol.stanza.Presence.Show;
import im.gateway.protocol.stanza.StanzaCondition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words in which stories speak of the legacy side, and what they mean at the port.
 *
 * <pre>
 * L&gt; login NAME PASSWORD | logout | add CONTACT | remove CONTACT | grant CONTACT | deny CONTACT
 *    | block CONTACT | unblock CONTACT | message CONTACT TEXT [${number}] | typing CONTACT composing|paused|stopped
 *    | change CONTACT NAME|- [/GROUP...] [${number}] | search FIELD=VALUE... [${number}] | profile CONTACT [${number}]
 * L= shows online|chat|away|xa|dnd [TEXT] | watches CONTACT... | ignores CONTACT...
 * L&lt; logged-in | login-failed FAILURE | logged-out FAILURE | contacts CONTACT[=NAME][/GROUP]...
 *    | presence CONTACT online|chat|away|xa|dnd|gone [TEXT] | asks CONTACT [TEXT] | grants CONTACT | denies CONTACT
 *    | adds CONTACT | deletes CONTACT | message CONTACT TEXT [TIME] | automatic CONTACT TEXT | picture CONTACT red|green|none | typing CONTACT composing|paused|stopped
 *    | takes ${number} | refuses ${number} CONDITION [TEXT] | cannot-add CONTACT CONDITION [TEXT] | notice TEXT
 *    | found ${number} CONTACT[,FIELD=VALUE]... | search-fails ${number} CONDITION [TEXT]
 *    | tells ${number} CONTACT [FIELD=VALUE]... | tells-not ${number} CONTACT CONDITION [TEXT]
 *    | changed ${number} CONTACT[=NAME][/GROUP]... (the list as it is then, the contact who was changed first)
 *    | account NAME PASSWORD (the password is changed on the legacy service)
 * FAILURE is bad-credentials, unreachable, replaced or refused; a word with spaces stands in double quotes.
 * </pre>
 */
public final class LegacyWords {
    private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+)");
    private static final Pattern ENTRY = Pattern.compile("([^=/]+)(?:=([^/]+))?((?:/[^/]+)*)");

    private LegacyWords() {}

    /** Splits a line; <code>\n</code> in a quoted word is a line's end. */
    public static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            String quoted = word.group(1);
            words.add(
                    quoted == null
                            ? word.group(2)
                            : quoted.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\"));
        }
        return words;
    }

    /** The words with the contact's name, which is the second of most of them, in the network's form. */
    static List<String> canonical(List<String> words, UnaryOperator<String> canonicalName) {
        List<String> canonical = new ArrayList<>(words);
        if (words.size() > 1
                && !List.of("login", "shows", "watches", "ignores", "search").contains(words.get(0))) {
            canonical.set(1, canonicalName.apply(words.get(1)));
        } else if (List.of("watches", "ignores").contains(words.get(0))) {
            canonical.replaceAll(w -> w.equals(words.get(0)) ? w : canonicalName.apply(w));
        }
        return canonical;
    }

    /** What the legacy side sees of a command; null for a command that is about a state (shows, watches). */
    public static @Nullable List<String> of(LegacyCommand command) {
        if (command instanceof LegacyCommand.AddContact add) {
            return List.of("add", add.contact());
        } else if (command instanceof LegacyCommand.RemoveContact remove) {
            return List.of("remove", remove.contact());
        } else if (command instanceof LegacyCommand.AnswerAuthorization answer) {
            return List.of(answer.granted() ? "grant" : "deny", answer.contact());
        } else if (command instanceof LegacyCommand.Block block) {
            return List.of("block", block.contact());
        } else if (command instanceof LegacyCommand.Unblock unblock) {
            return List.of("unblock", unblock.contact());
        } else if (command instanceof LegacyCommand.SendMessage message) {
            return List.of("message", message.contact(), message.body(), Long.toString(message.number()));
        } else if (command instanceof LegacyCommand.ShowTyping typing) {
            return List.of("typing", typing.contact(), word(typing.state()));
        } else if (command instanceof LegacyCommand.ChangeContact change) {
            return change(change);
        } else if (command instanceof LegacyCommand.Search search) {
            return ProfileWords.of(search);
        } else if (command instanceof LegacyCommand.RequestProfile request) {
            return List.of("profile", request.contact(), Long.toString(request.number()));
        }
        return null;
    }

    private static List<String> change(LegacyCommand.ChangeContact change) {
        List<String> words =
                new ArrayList<>(List.of("change", change.contact(), change.name() == null ? "-" : change.name()));
        change.groups().forEach(group -> words.add("/" + group));
        words.add(Long.toString(change.number()));
        return words;
    }

    public static List<String> shown(Show show, @Nullable String status) {
        return status == null ? List.of("shows", word(show)) : List.of("shows", word(show), status);
    }

    /**
     * The event that a line tells.
     *
     * @throws IllegalArgumentException when it tells none; says what was wrong
     */
    public static LegacyEvent event(List<String> words, UnaryOperator<String> canonicalName) {
        String first = words.get(0);
        switch (first) {
            case "logged-in":
                return new LegacyEvent.LoggedIn(word(words, 1, "romeo"));
            case "login-failed":
                return new LegacyEvent.LoginFailed(failure(words), word(words, 2, "told by the story"));
            case "logged-out":
                return new LegacyEvent.LoggedOut(failure(words), word(words, 2, "told by the story"));
            case "contacts":
                return new ContactList(
                        words.stream().skip(1).map(w -> entry(w, canonicalName)).toList());
            case "notice":
                return new LegacyEvent.ServiceNotice(word(words, 1));
            case "takes":
                return new LegacyEvent.MessageOutcome(Long.parseLong(word(words, 1)), null, null);
            case "refuses":
                return new LegacyEvent.MessageOutcome(
                        Long.parseLong(word(words, 1)), condition(words), words.size() > 3 ? words.get(3) : null);
            case "found", "search-fails", "tells", "tells-not":
                return ProfileWords.event(words, canonicalName);
            default:
                return ofContact(words, Objects.requireNonNull(canonicalName.apply(word(words, 1))));
        }
    }

    private static LegacyEvent ofContact(List<String> words, String contact) {
        String text = words.size() > 2 ? words.get(2) : null;
        String detail = words.size() > 3 ? words.get(3) : null;
        switch (words.get(0)) {
            case "presence":
                boolean gone = word(words, 2).equals("gone");
                return new LegacyEvent.ContactPresence(contact, gone ? null : show(word(words, 2)), detail);
            case "asks":
                return new LegacyEvent.AuthorizationRequested(contact, text);
            case "grants":
                return new LegacyEvent.AuthorizationAnswered(contact, true);
            case "denies":
                return new LegacyEvent.AuthorizationAnswered(contact, false);
            case "adds":
                return new LegacyEvent.AddedBy(contact);
            case "deletes":
                return new LegacyEvent.RemovedBy(contact);
            case "message":
                return new LegacyEvent.MessageReceived(
                        contact, word(words, 2), detail == null ? null : Instant.parse(detail));
            case "picture":
                return ProfileWords.picture(contact, word(words, 2));
            case "elsewhere":
                return new LegacyEvent.MessageSentElsewhere(
                        contact, word(words, 2), detail == null ? null : Instant.parse(detail));
            case "automatic":
                return new LegacyEvent.MessageReceived(contact, word(words, 2), null, true);
            case "typing":
                return new LegacyEvent.TypingShown(contact, Typing.valueOf(upper(word(words, 2))));
            case "cannot-add":
                return new LegacyEvent.AddContactFailed(contact, condition(words), detail);
            default:
                throw new IllegalArgumentException("the legacy side cannot " + words.get(0));
        }
    }

    private static ContactList.Entry entry(String word, UnaryOperator<String> canonicalName) {
        Matcher entry = ENTRY.matcher(word);
        if (!entry.matches()) {
            throw new IllegalArgumentException(word + " (expected: CONTACT[=NAME][/GROUP]...)");
        }
        List<String> groups = entry.group(3).isEmpty()
                ? List.of()
                : List.of(entry.group(3).substring(1).split("/", -1));
        return new ContactList.Entry(canonicalName.apply(entry.group(1)), entry.group(2), groups);
    }

    static Show show(String word) {
        return Show.valueOf(upper(word));
    }

    private static LegacyEvent.Failure failure(List<String> words) {
        return LegacyEvent.Failure.valueOf(upper(word(words, 1)));
    }

    private static StanzaCondition condition(List<String> words) {
        StanzaCondition condition = StanzaCondition.ofWire(word(words, 2));
        if (condition == null) {
            throw new IllegalArgumentException(words.get(2) + " is no stanza error condition");
        }
        return condition;
    }

    private static String word(List<String> words, int index) {
        if (index >= words.size()) {
            throw new IllegalArgumentException(words + " ends too early");
        }
        return words.get(index);
    }

    private static String word(List<String> words, int index, String otherwise) {
        return index < words.size() ? words.get(index) : otherwise;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
