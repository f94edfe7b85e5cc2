package im.gateway.protocol.irc;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of IRC (RFC 2812 section 2.3.1, IRCv3 message-tags): {@code [@tags ][:source ]COMMAND[ params][ :last]}.
 *
 * @param tags unescaped, in the order of the line; a tag without a value has the empty one
 * @param source null where the line has none
 * @param command upper case, or three digits
 * @param params unescaped; only the last one may be empty, hold spaces or begin with a colon
 */
public record IrcLine(Map<String, String> tags, @Nullable IrcSource source, String command, List<String> params) {
    public IrcLine {
        tags = TagMap.copyOf(tags);
        params = List.copyOf(params);
    }

    /** A line as a client sends it. */
    public static IrcLine of(String command, String... params) {
        return new IrcLine(Map.of(), null, command, List.of(params));
    }

    /** The parameter at that index from 0, or the empty text where the line is shorter. */
    public String param(int index) {
        return index < params.size() ? params.get(index) : "";
    }

    /** The last parameter, which is a text for people in most replies; empty where there is none. */
    public String lastParam() {
        return params.isEmpty() ? "" : params.get(params.size() - 1);
    }

    /** The value of a tag, or null. */
    public @Nullable String tag(String name) {
        return tags.get(name);
    }

    /** The same with one more tag. */
    public IrcLine withTag(String name, String value) {
        return new IrcLine(TagMap.copyOf(tags).with(name, value), source, command, params);
    }

    /** Whether this is a numeric reply. */
    public boolean isNumeric() {
        return command.length() == 3 && command.charAt(0) <= '9';
    }

    /** Whether this is a numeric reply that reports an error (RFC 2812 section 5.2). */
    public boolean isErrorNumeric() {
        return isNumeric() && (command.charAt(0) == '4' || command.charAt(0) == '5');
    }

    /** Passwords travel in lines: what is logged of one is never its parameters. */
    @Override
    public String toString() {
        return "IrcLine[" + (source == null ? "" : source.wire() + " ") + command + "/" + params.size() + "]";
    }
}
