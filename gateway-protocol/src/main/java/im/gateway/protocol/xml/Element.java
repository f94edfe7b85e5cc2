package im.gateway.protocol.xml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An XML element: immutable, namespace-aware, and cheap (two arrays). This is the one tree of the project: the parser makes it, the
 * writer writes it, and nothing keeps raw text to parse again.
 *
 * <p>Attribute names are plain local names. The only attribute with a namespace that XMPP itself uses is written as
 * {@code xml:lang}; any other one is named in Clark notation, {@code {namespace}local}.
 */
public final class Element implements Node {
    /** The name under which the language of an element is kept, see {@link #attribute(String)}. */
    public static final String LANG = "xml:lang";

    private static final String[] NO_ATTRIBUTES = {};
    private static final Node[] NO_CHILDREN = {};

    private final String namespace;
    private final String name;
    private final String[] attributes;
    private final Node[] children;

    private Element(String namespace, String name, String[] attributes, Node[] children) {
        this.namespace = namespace;
        this.name = name;
        this.attributes = attributes;
        this.children = children;
    }

    /**
     * An element without attributes or children.
     *
     * @throws IllegalArgumentException when the name is not an XML name, here as wherever an element is made: a name is written as
     *     it is, so it must never come from a user or a legacy network
     */
    public static Element of(String namespace, String name) {
        return new Element(namespace, XmlNames.element(name), NO_ATTRIBUTES, NO_CHILDREN);
    }

    /** An element that holds nothing but text. */
    public static Element ofText(String namespace, String name, String text) {
        Node[] children = text.isEmpty() ? NO_CHILDREN : new Node[] {new Text(text)};
        return new Element(namespace, XmlNames.element(name), NO_ATTRIBUTES, children);
    }

    /**
     * Takes both arrays over without a copy: for the parser, which makes them for this purpose.
     *
     * @param attributes name, value, name, value and so on
     */
    static Element adopt(String namespace, String name, String[] attributes, Node[] children) {
        return new Element(namespace, name, attributes, children);
    }

    public static Builder builder(String namespace, String name) {
        return new Builder(namespace, XmlNames.element(name));
    }

    public String namespace() {
        return namespace;
    }

    public String name() {
        return name;
    }

    public boolean is(String wantedNamespace, String wantedName) {
        return name.equals(wantedName) && namespace.equals(wantedNamespace);
    }

    /** The value of an attribute, or null where there is none. */
    public @Nullable String attribute(String attribute) {
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i].equals(attribute)) {
                return attributes[i + 1];
            }
        }
        return null;
    }

    public String attribute(String attribute, String otherwise) {
        String value = attribute(attribute);
        return value == null ? otherwise : value;
    }

    public int attributeCount() {
        return attributes.length / 2;
    }

    public String attributeName(int index) {
        return attributes[2 * index];
    }

    public String attributeValue(int index) {
        return attributes[2 * index + 1];
    }

    /** All children, text included, in document order. */
    public List<Node> nodes() {
        return Collections.unmodifiableList(Arrays.asList(children));
    }

    int nodeCount() {
        return children.length;
    }

    Node node(int index) {
        return children[index];
    }

    /** The child elements, in document order. */
    public List<Element> children() {
        List<Element> elements = new ArrayList<>(children.length);
        for (Node child : children) {
            if (child instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    /** The first child element, or null where there is none. */
    public @Nullable Element firstChild() {
        for (Node child : children) {
            if (child instanceof Element element) {
                return element;
            }
        }
        return null;
    }

    /** The first child element of that name, or null where there is none. */
    public @Nullable Element child(String childNamespace, String childName) {
        for (Node child : children) {
            if (child instanceof Element element && element.is(childNamespace, childName)) {
                return element;
            }
        }
        return null;
    }

    /** All child elements of that name, in document order. */
    public List<Element> children(String childNamespace, String childName) {
        List<Element> elements = new ArrayList<>(children.length);
        for (Node child : children) {
            if (child instanceof Element element && element.is(childNamespace, childName)) {
                elements.add(element);
            }
        }
        return elements;
    }

    /** The text of the first child element of that name, or null where there is none. */
    public @Nullable String childText(String childNamespace, String childName) {
        Element child = child(childNamespace, childName);
        return child == null ? null : child.text();
    }

    /** The element's own character data, joined; empty where there is none. */
    public String text() {
        if (children.length == 1 && children[0] instanceof Text only) {
            return only.value();
        }
        StringBuilder joined = new StringBuilder();
        for (Node child : children) {
            if (child instanceof Text text) {
                joined.append(text.value());
            }
        }
        return joined.toString();
    }

    /** A builder that starts as this element. */
    public Builder toBuilder() {
        Builder builder = new Builder(namespace, name);
        builder.attributes.addAll(Arrays.asList(attributes));
        builder.nodes.addAll(Arrays.asList(children));
        return builder;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Element that
                && name.equals(that.name)
                && namespace.equals(that.namespace)
                && sameAttributes(that)
                && Arrays.equals(children, that.children);
    }

    private boolean sameAttributes(Element that) {
        if (attributes.length != that.attributes.length) {
            return false;
        }
        for (int i = 0; i < attributes.length; i += 2) {
            if (!attributes[i + 1].equals(that.attribute(attributes[i]))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int attributeHash = 0;
        for (int i = 0; i < attributes.length; i += 2) {
            attributeHash += attributes[i].hashCode() ^ attributes[i + 1].hashCode();
        }
        return Objects.hash(namespace, name, attributeHash, Arrays.hashCode(children));
    }

    /** The element as XML, its own namespace declared. Not for logs: a stanza may hold a password or a private message. */
    @Override
    public String toString() {
        return XmlWriter.toXml(this);
    }

    /** Collects an element's parts in the order in which they are to be written. */
    public static final class Builder {
        private final String namespace;
        private final String name;
        private final List<String> attributes = new ArrayList<>();
        private final List<Node> nodes = new ArrayList<>();

        private Builder(String namespace, String name) {
            this.namespace = namespace;
            this.name = name;
        }

        /**
         * Sets an attribute, in place of an earlier value; null takes it away.
         *
         * @throws IllegalArgumentException when the name is no XML name, {@link #LANG} or {@code {namespace}name}
         */
        public Builder attribute(String attribute, @Nullable String value) {
            XmlNames.attribute(attribute);
            for (int i = 0; i < attributes.size(); i += 2) {
                if (attributes.get(i).equals(attribute)) {
                    attributes.remove(i + 1);
                    attributes.remove(i);
                    break;
                }
            }
            if (value != null) {
                attributes.add(attribute);
                attributes.add(value);
            }
            return this;
        }

        /** Adds a child; null adds nothing. */
        public Builder child(@Nullable Element child) {
            if (child != null) {
                nodes.add(child);
            }
            return this;
        }

        public Builder children(Iterable<Element> children) {
            children.forEach(nodes::add);
            return this;
        }

        /** Adds a child of the same namespace that holds nothing but text; null adds nothing. */
        public Builder childText(String childName, @Nullable String text) {
            return text == null ? this : child(Element.ofText(namespace, childName, text));
        }

        /** Adds an empty child of the same namespace. */
        public Builder child(String childName) {
            return child(Element.of(namespace, childName));
        }

        public Builder text(String text) {
            if (!text.isEmpty()) {
                nodes.add(new Text(text));
            }
            return this;
        }

        public Builder withoutChildren() {
            nodes.clear();
            return this;
        }

        public Element build() {
            return new Element(namespace, name, attributes.toArray(new String[0]), nodes.toArray(new Node[0]));
        }
    }
}
