package im.gateway.loadtest.legacy;

import static im.gateway.loadtest.legacy.RecordedEvents.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import im.gateway.loadtest.legacy.LegacySide.Contact;
import im.gateway.node.legacy.Avatar;
import im.gateway.node.legacy.ContactDetails;
import im.gateway.node.legacy.LegacyCommand;
import im.gateway.node.legacy.LegacyEvent.AddedBy;
import im.gateway.node.legacy.LegacyEvent.ContactAvatar;
import im.gateway.node.legacy.LegacyEvent.ContactProfile;
import im.gateway.node.legacy.LegacyEvent.MessageReceived;
import im.gateway.node.legacy.LegacyEvent.SearchResult;
import im.gateway.node.legacy.LegacyNetwork.Feature;
import im.gateway.node.legacy.LegacySession;
import im.gateway.node.legacy.SearchField;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The contract's part about who people are. */
abstract class LegacyProfilesContract extends LegacyLoginContract {
    /** One dot. */
    private static final byte[] GIF =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==");

    @Test
    void aSearchFindsByEachOfItsFields() {
        assumeTrue(can(Feature.SEARCH), "the network has no directory");
        side.contact().signOn();
        LegacySession session = loggedIn();
        Map<SearchField, String> description = side.description();
        assertThat(description.keySet()).containsExactlyInAnyOrderElementsOf(network.searchFields());
        description.forEach((field, value) -> {
            SearchResult result = search(session, Map.of(field, value));
            assertThat(result.error()).isNull();
            assertThat(result.items())
                    .as("found by %s", field)
                    .extracting(SearchResult.Found::contact)
                    .containsExactly(side.contact().name());
        });
    }

    @Test
    void aSearchWithoutAMatchFindsNobody() {
        assumeTrue(can(Feature.SEARCH), "the network has no directory");
        LegacySession session = loggedIn();
        for (SearchField field : network.searchFields()) {
            SearchResult result = search(session, Map.of(field, side.nobody().username()));
            assertThat(result).as("by %s", field).isEqualTo(SearchResult.of(result.number(), List.of()));
        }
    }

    @Test
    void aProfileTellsWhatAUserTells() {
        assumeTrue(can(Feature.PROFILE), "the network has no profiles");
        Contact contact = side.contact();
        contact.signOn();
        String told = contact.introduce();
        ContactProfile answer = profile(loggedIn(), contact.name());
        ContactDetails profile = Objects.requireNonNull(answer.profile(), () -> "no profile: " + answer);
        assertThat(answer.contact()).isEqualTo(contact.name());
        assertThat(profile.toString()).contains(told);
    }

    @Test
    void nobodyHasNoProfile() {
        assumeTrue(can(Feature.PROFILE), "the network has no profiles");
        String nobody =
                Objects.requireNonNull(network.canonicalName(side.nobody().username()));
        ContactProfile answer = profile(loggedIn(), nobody);
        assertThat(answer.profile()).isNull();
        assertThat(answer.error()).isNotNull();
    }

    @Test
    void aPictureIsToldFetchedAndTakenAway() {
        assumeTrue(can(Feature.AVATAR), "the network has no pictures");
        Contact contact = side.contact();
        contact.signOn();
        contact.picture(GIF);
        Avatar picture = Objects.requireNonNull(Avatar.of(GIF));
        loggedIn().perform(new LegacyCommand.Watch(List.of(contact.name())));
        assertThat(events.await(ContactAvatar.class)).isEqualTo(new ContactAvatar(contact.name(), picture.facts()));
        // The second session finds it where the first has left it.
        LegacySession session = loggedIn();
        session.perform(new LegacyCommand.Watch(List.of(contact.name())));
        assertThat(events.await(ContactAvatar.class)).isEqualTo(new ContactAvatar(contact.name(), picture.facts()));
        ContactDetails profile =
                Objects.requireNonNull(profile(session, contact.name()).profile());
        assertThat(profile.avatar()).isEqualTo(picture);
        contact.picture(new byte[0]);
        assertThat(events.await(ContactAvatar.class)).isEqualTo(new ContactAvatar(contact.name(), null));
        contact.picture("no picture at all".getBytes(StandardCharsets.US_ASCII));
        assertThat(profile(session, contact.name()).error()).isNull();
        assertThat(events.rest()).noneMatch(event -> event instanceof ContactAvatar);
    }

    @Test
    void whatAClientWritesByItselfSaysSo() {
        Contact contact = side.contact();
        contact.signOn();
        loggedIn();
        // What is written automatically to somebody who is not there yet is not kept.
        until("the user is there for others", side::isOnline);
        assumeTrue(contact.sendAutomatically("gone & lost"), "the network does not mark automatic messages");
        assertThat(events.await(MessageReceived.class))
                .isEqualTo(new MessageReceived(contact.name(), "gone & lost", null, true));
    }

    @Test
    void whoIsAddedHearsOfIt() {
        Contact contact = side.contact();
        contact.signOn();
        loggedIn();
        assumeTrue(contact.add(), "the network tells nobody that they were added");
        assertThat(events.await(AddedBy.class)).isEqualTo(new AddedBy(contact.name()));
    }

    private SearchResult search(LegacySession session, Map<SearchField, String> fields) {
        long asked = ++number;
        session.perform(new LegacyCommand.Search(asked, new EnumMap<>(fields)));
        return events.await(SearchResult.class, result -> result.number() == asked);
    }

    private ContactProfile profile(LegacySession session, String contact) {
        long asked = ++number;
        session.perform(new LegacyCommand.RequestProfile(asked, contact));
        return events.await(ContactProfile.class, result -> result.number() == asked);
    }
}
