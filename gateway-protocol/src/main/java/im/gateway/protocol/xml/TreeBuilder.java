package im.gateway.protocol.xml;

import java.util.Arrays;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Builds one {@link Element} after the other from the tokens of a reader. The children of all open elements lie on one stack: an
 * element that ends takes its own from the top, so each child is copied once and no list grows for each element.
 */
final class TreeBuilder {
    private static final String[] NO_ATTRIBUTES = {};
    private static final Node[] NO_CHILDREN = {};
    private static final int USUAL_DEPTH = 8;
    private static final int USUAL_NODES = 64;

    private String[] namespaces = new String[USUAL_DEPTH];
    private String[] names = new String[USUAL_DEPTH];
    private String[][] attributes = new String[USUAL_DEPTH][];
    private int[] firstChild = new int[USUAL_DEPTH];
    private int depth;
    private Node[] nodes = new Node[USUAL_NODES];
    private int top;
    private @Nullable String text;
    private @Nullable StringBuilder joined;

    /** How many elements are open. */
    int depth() {
        return depth;
    }

    void start(XMLStreamReader reader) {
        endText();
        if (depth == names.length) {
            growDepth();
        }
        String namespace = reader.getNamespaceURI();
        namespaces[depth] = namespace == null ? "" : namespace;
        names[depth] = reader.getLocalName();
        attributes[depth] = attributes(reader);
        firstChild[depth] = top;
        depth++;
    }

    /** Adds character data; pieces that follow each other become one {@link Text}. */
    void text(String piece) {
        String first = text;
        if (first == null) {
            text = piece;
            return;
        }
        StringBuilder collected = joined;
        if (collected == null) {
            collected = new StringBuilder(first);
            joined = collected;
        }
        collected.append(piece);
    }

    /** Ends the innermost element; it, where it was the outermost one as well, otherwise null. */
    @Nullable
    Element end() {
        endText();
        depth--;
        int first = firstChild[depth];
        Node[] children = NO_CHILDREN;
        if (first < top) {
            children = new Node[top - first];
            System.arraycopy(nodes, first, children, 0, top - first);
            Arrays.fill(nodes, first, top, null);
        }
        Element element = Element.adopt(namespaces[depth], names[depth], attributes[depth], children);
        top = first;
        if (depth > 0) {
            push(element);
            return null;
        }
        if (nodes.length > USUAL_NODES) {
            // One large stanza must not be paid for as long as the stream lasts.
            nodes = new Node[USUAL_NODES];
        }
        return element;
    }

    private static String[] attributes(XMLStreamReader reader) {
        int count = reader.getAttributeCount();
        if (count == 0) {
            return NO_ATTRIBUTES;
        }
        String[] pairs = new String[2 * count];
        for (int i = 0; i < count; i++) {
            pairs[2 * i] = attributeName(reader, i);
            pairs[2 * i + 1] = reader.getAttributeValue(i);
        }
        return pairs;
    }

    private static String attributeName(XMLStreamReader reader, int index) {
        String name = reader.getAttributeLocalName(index);
        String namespace = reader.getAttributeNamespace(index);
        if (namespace == null || namespace.isEmpty()) {
            return name;
        }
        boolean lang = name.equals("lang") && namespace.equals(XMLConstants.XML_NS_URI);
        return lang ? Element.LANG : "{" + namespace + "}" + name;
    }

    private void endText() {
        String only = text;
        if (only == null) {
            return;
        }
        StringBuilder collected = joined;
        push(new Text(collected == null ? only : collected.toString()));
        text = null;
        joined = null;
    }

    private void push(Node node) {
        if (top == nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * top);
        }
        nodes[top++] = node;
    }

    private void growDepth() {
        int more = 2 * depth;
        namespaces = Arrays.copyOf(namespaces, more);
        names = Arrays.copyOf(names, more);
        attributes = Arrays.copyOf(attributes, more);
        firstChild = Arrays.copyOf(firstChild, more);
    }
}
