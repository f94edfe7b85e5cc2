package im.gateway.node.wire;

import im.gateway.protocol.xml.Element;
import im.gateway.protocol.xml.Node;
import im.gateway.protocol.xml.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values that a story takes out of stanzas and uses again, and the matching of one value: <code>${*}</code> is any text,
 * <code>${name}</code> is any text the first time and the same text later, <code>${/orchard}</code> is that text or nothing.
 */
final class Captures {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");

    private final Map<String, String> values = new HashMap<>();

    static boolean isPattern(String text) {
        return text.contains("${");
    }

    /** Whether a value matches; what it captures is kept even if the stanza as a whole turns out not to match. */
    boolean match(String pattern, String value) {
        StringBuilder regex = new StringBuilder();
        List<String> names = new ArrayList<>();
        Matcher placeholder = PLACEHOLDER.matcher(pattern);
        int done = 0;
        while (placeholder.find()) {
            regex.append(Pattern.quote(pattern.substring(done, placeholder.start())));
            String name = placeholder.group(1);
            String known = values.get(name);
            if (name.equals("*")) {
                regex.append(".+");
            } else if (name.startsWith("/")) {
                regex.append("(?:").append(Pattern.quote(name)).append(")?");
            } else if (known != null) {
                regex.append(Pattern.quote(known));
            } else {
                regex.append("(.+)");
                names.add(name);
            }
            done = placeholder.end();
        }
        regex.append(Pattern.quote(pattern.substring(done)));
        Matcher matcher = Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(value);
        if (!matcher.matches()) {
            return false;
        }
        for (int i = 0; i < names.size(); i++) {
            values.put(names.get(i), matcher.group(i + 1));
        }
        return true;
    }

    /** The text with what was captured in it. */
    String fill(String text) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }

    /** The stanza with what was captured in it. */
    Element fill(Element element) {
        Element.Builder filled = Element.builder(element.namespace(), element.name());
        for (int i = 0; i < element.attributeCount(); i++) {
            filled.attribute(element.attributeName(i), fill(element.attributeValue(i)));
        }
        for (Node node : element.nodes()) {
            if (node instanceof Element child) {
                filled.child(fill(child));
            } else if (node instanceof Text text) {
                filled.text(fill(text.value()));
            }
        }
        return filled.build();
    }
}
