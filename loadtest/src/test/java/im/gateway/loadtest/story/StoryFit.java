package im.gateway.loadtest.story;

import im.gateway.node.legacy.LegacyNetwork.Feature;
import im.gateway.node.wire.Step;
import im.gateway.node.wire.Story;
import im.gateway.protocol.xml.Element;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which stories can be told on a network, by what it can do; and in which order, since a real network tells a contact's presence when it likes.
 *
 * @param network its name, as in {@code except:}
 * @param features what it can do
 * @param shows the availabilities that its people can have
 * @param refusals the errors by which it refuses a message
 * @param failures by which people can end a login
 */
record StoryFit(String network, Set<Feature> features, Set<String> shows, Set<String> refusals, Set<String> failures) {
    /** The story as it can be told there; with the reason as an exception where it cannot. */
    Story fit(Story story) {
        String lacking = lacking(story);
        Map<String, String> exceptions = new HashMap<>(story.exceptions());
        if (lacking != null) {
            exceptions.putIfAbsent(network, lacking);
        }
        return new Story(
                story.file(),
                story.cast(),
                exceptions,
                story.pending(),
                story.listings(),
                story.scenarios(),
                story.shows(),
                inAnyOrder(withoutWaitingForAnswers(story.steps())));
    }

    private @Nullable String lacking(Story story) {
        for (Step step : story.steps()) {
            String lacking = null;
            if (step instanceof Step.LegacyDoes does) {
                lacking = cannotDo(does.words());
            } else if (step instanceof Step.LegacySees sees) {
                lacking = cannotSee(sees.words());
            }
            if (lacking != null) {
                return lacking + " (line " + step.place().line() + " of "
                        + step.place().file() + ")";
            }
        }
        if (story.cast().features().contains(Feature.SEARCH) && !features.contains(Feature.SEARCH)) {
            return without(Feature.SEARCH, "the network has no directory");
        }
        String waiting = without(Feature.AUTHORIZATION, "nobody is asked, and nobody waits for an answer");
        if (waiting != null && isLeftWaiting(story)) {
            return waiting;
        }
        boolean storesNothing = story.steps().stream()
                .anyMatch(step -> step instanceof Step.LegacyDoes does
                        && does.words().get(0).equals("refuses")
                        && does.words().get(2).equals("service-unavailable"));
        return storesNothing && features.contains(Feature.OFFLINE_MESSAGES)
                ? "offline-messages: the network stores what is written to who is away"
                : null;
    }

    /** Whether somebody is asked in the story and does not answer at once. */
    private static boolean isLeftWaiting(Story story) {
        List<Step> steps = story.steps().stream()
                .filter(step -> !(step instanceof Step.Nothing))
                .toList();
        for (int i = 0; i + 1 < steps.size(); i++) {
            boolean asked = steps.get(i) instanceof Step.LegacySees sees
                    && sees.words().get(0).equals("add");
            boolean answered = steps.get(i + 1) instanceof Step.LegacyDoes does
                    && does.words().get(0).equals("grants");
            if (asked && !answered) {
                return story.cast().features().contains(Feature.AUTHORIZATION);
            }
        }
        return false;
    }

    private @Nullable String cannotSee(List<String> words) {
        return switch (words.get(0)) {
            case "grant", "deny" -> without(Feature.AUTHORIZATION, "nobody is asked");
            case "typing" -> without(Feature.TYPING, "nobody is shown typing");
            case "block", "unblock" -> without(Feature.BLOCKING, "the network shows everybody to everybody");
            case "change" -> without(Feature.CONTACT_LIST, "the network keeps no list");
            case "login", "logout", "add", "remove", "message" -> null;
            default -> "what comes of a " + words.get(0) + " is the network's own";
        };
    }

    private @Nullable String cannotDo(List<String> words) {
        return switch (words.get(0)) {
            case "asks", "denies", "adds" -> without(Feature.AUTHORIZATION, "nobody is asked");
            case "typing" -> without(Feature.TYPING, "nobody is shown typing");
            case "contacts" -> without(Feature.CONTACT_LIST, "the network keeps no list");
            case "presence" -> shows.contains(words.get(2)) ? null : "presence: nobody there is " + words.get(2);
            case "refuses" ->
                refusals.contains(words.get(2)) ? null : "refusals: the network does not say " + words.get(2);
            case "message" -> words.size() > 3 ? "the time of a stored message is the network's own" : null;
            case "automatic" -> without(Feature.OFFLINE_MESSAGES, "no client there answers by itself");
            case "deletes" -> "the network does not tell who has deleted the user";
            case "logged-out" -> failures.contains(words.get(1)) ? null : "nobody on the network can make it say so";
            case "changed" -> without(Feature.CONTACT_LIST, "the network keeps no list");
            case "account", "grants", "takes" -> null;
            default -> "nobody on the network can make it say " + words.get(0);
        };
    }

    private @Nullable String without(Feature feature, String reason) {
        return features.contains(feature) ? null : feature.name().toLowerCase(Locale.ROOT) + ": " + reason;
    }

    /** Where nobody is asked, the answer that a story waits for is there at once. */
    private List<Step> withoutWaitingForAnswers(List<Step> steps) {
        if (features.contains(Feature.AUTHORIZATION)) {
            return steps;
        }
        List<Step> told = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            boolean answerFollows = i + 1 < steps.size()
                    && steps.get(i + 1) instanceof Step.LegacyDoes does
                    && does.words().get(0).equals("grants");
            if (!(steps.get(i) instanceof Step.Nothing && answerFollows)) {
                told.add(steps.get(i));
            }
        }
        return told;
    }

    /** A contact's presence may come anywhere among the stanzas that are awaited together with it. */
    private static List<Step> inAnyOrder(List<Step> steps) {
        List<Step> told = new ArrayList<>();
        List<Step.GatewaySends> together = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.GatewaySends sends) {
                together.add(sends);
            } else {
                told.addAll(loosened(together));
                together.clear();
                told.add(step);
            }
        }
        told.addAll(loosened(together));
        return told;
    }

    private static List<? extends Step> loosened(List<Step.GatewaySends> together) {
        boolean loose = together.size() > 1
                && together.stream().map(Step.GatewaySends::pattern).anyMatch(StoryFit::isPresenceOfContact);
        return loose
                ? List.of(new Step.AnyOrder(together.get(0).place(), List.copyOf(together)))
                : List.copyOf(together);
    }

    private static boolean isPresenceOfContact(Element stanza) {
        return stanza.name().equals("presence")
                && stanza.attribute("type") == null
                && stanza.attribute("from", "").contains("@");
    }

    /** The stories of the specification's own sections (files {@code xep-0100/...}) that cannot be told there, by file. */
    List<String> cannotBeTold(List<Story> stories) {
        return stories.stream()
                .filter(story -> story.file().startsWith("xep-0100/"))
                .filter(story -> fit(story).exception(Set.of(network)) != null)
                .map(Story::file)
                .sorted()
                .toList();
    }

    /** The stories of the use cases: those of the specification, and what belongs to its parts. */
    static Stream<Story> useCases(List<Story> stories) {
        return stories.stream().filter(story -> !story.file().startsWith("cluster/"));
    }
}
