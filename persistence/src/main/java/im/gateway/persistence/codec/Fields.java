package im.gateway.persistence.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.gateway.persistence.Listing;
import im.gateway.persistence.Owed;
import im.gateway.protocol.subscription.SubscriptionState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one stored object. Fields that are not asked for are not looked at, so that an older release reads what a newer one wrote.
 *
 * @param where what is being read, for the error
 */
record Fields(String where, JsonNode object) {
    /** A subscription is stored as its place in this list, which only ever grows at its end. */
    private static final List<SubscriptionState> SUBSCRIPTIONS = List.of(
            SubscriptionState.NONE,
            SubscriptionState.NONE_PENDING_OUT,
            SubscriptionState.NONE_PENDING_IN,
            SubscriptionState.NONE_PENDING_OUT_IN,
            SubscriptionState.TO,
            SubscriptionState.TO_PENDING_IN,
            SubscriptionState.FROM,
            SubscriptionState.FROM_PENDING_OUT,
            SubscriptionState.BOTH);

    /** @throws FormatException when the field is missing or no text */
    String text(String name) {
        return required(name, JsonNode::isTextual, "text").textValue();
    }

    /** @throws FormatException when the field is there and no text */
    @Nullable
    String optionalText(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : text(name);
    }

    long number(String name) {
        return required(name, JsonNode::canConvertToLong, "a number").longValue();
    }

    boolean flag(String name) {
        return required(name, JsonNode::isBoolean, "true or false").booleanValue();
    }

    /** @throws FormatException when the field is there and neither true nor false */
    boolean optionalFlag(String name, boolean missing) {
        return object.has(name) ? flag(name) : missing;
    }

    SubscriptionState subscription(String name) {
        long code = number(name);
        if (code < 0 || code >= SUBSCRIPTIONS.size()) {
            throw new FormatException(where + "." + name + ": " + code + " (expected: 0 to "
                    + (SUBSCRIPTIONS.size() - 1) + "; a newer release may have written it)");
        }
        return SUBSCRIPTIONS.get((int) code);
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : required(name, JsonNode::isArray, "a list of texts")) {
            if (!value.isTextual()) {
                throw new FormatException(where + "." + name + ": not a list of texts");
            }
            texts.add(value.textValue());
        }
        return texts;
    }

    /** The texts, none where the field is missing. */
    List<String> optionalTexts(String name) {
        return object.has(name) ? texts(name) : List.of();
    }

    /** What the roster was told, nothing where the field is missing. */
    Listing listing(String name) {
        String word = optionalText(name);
        Listing listing = word == null ? Listing.UNTOLD : Listing.ofStored(word);
        if (listing == null) {
            throw new FormatException(where + "." + name + ": " + word
                    + " (expected: a word of this release; a newer release may have written it)");
        }
        return listing;
    }

    /** @throws FormatException for a word that this release does not know */
    Owed.Decision decision(String name) {
        String word = text(name);
        Owed.Decision decision = Owed.Decision.ofStored(word);
        if (decision == null) {
            throw new FormatException(where + "." + name + ": " + word
                    + " (expected: a word of this release; a newer release may have written it)");
        }
        return decision;
    }

    <T> T child(String name, Function<Fields, T> read) {
        return read.apply(new Fields(where + "." + name, required(name, JsonNode::isObject, "an object")));
    }

    <T> @Nullable T optionalChild(String name, Function<Fields, T> read) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : child(name, read);
    }

    <T> List<T> children(String name, Function<Fields, T> read) {
        List<T> children = new ArrayList<>();
        for (JsonNode value : required(name, JsonNode::isArray, "a list of objects")) {
            children.add(read.apply(new Fields(where + "." + name, value)));
        }
        return children;
    }

    /** The objects, none where the field is missing. */
    <T> List<T> optionalChildren(String name, Function<Fields, T> read) {
        return object.has(name) ? children(name, read) : List.of();
    }

    /** Adds a field with a list of texts. */
    static void putTexts(ObjectNode object, String name, List<String> texts) {
        ArrayNode array = object.putArray(name);
        texts.forEach(array::add);
    }

    static void putSubscription(ObjectNode object, String name, SubscriptionState state) {
        object.put(name, SUBSCRIPTIONS.indexOf(state));
    }

    /** Adds a field unless there is nothing to say. */
    static void putOptional(ObjectNode object, String name, @Nullable String text) {
        if (text != null) {
            object.put(name, text);
        }
    }

    private JsonNode required(String name, Predicate<JsonNode> is, String expected) {
        JsonNode value = object.get(name);
        if (value == null || !is.test(value)) {
            String found = value == null ? "missing" : value.getNodeType().name();
            throw new FormatException(where + "." + name + ": " + found + " (expected: " + expected + ")");
        }
        return value;
    }
}
