package im.gateway.persistence.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import im.gateway.persistence.Examples;
import im.gateway.persistence.UserEvent;
import im.gateway.persistence.UserRecord;
import im.gateway.protocol.subscription.SubscriptionState;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes of the journal. A golden file is written by this test when its environment names a folder in {@code GOLDEN_OUT}, by hand and once:
 * what a release has written, every later one must read.
 */
class UserSerializerTest {
    private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());
    private static final ObjectMapper JSON = new ObjectMapper();
    private final UserSerializer serializer = new UserSerializer();

    static List<Object> examples() {
        return Stream.concat(Examples.EVENTS.stream(), Stream.of(Examples.record()))
                .map(Object.class::cast)
                .toList();
    }

    @Test
    void everyEventHasAnExampleAndAName() {
        assertThat(UserEvent.class.getPermittedSubclasses())
                .containsExactlyInAnyOrderElementsOf(
                        Examples.EVENTS.stream().map(Object::getClass).toList());
        assertThat(examples().stream().map(serializer::manifest))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z-]+/1"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theGoldenBytesAreReadAndWritten(Object example) throws IOException {
        isGolden(example, serializer.manifest(example));
    }

    @Test
    void soAreThoseOfARecordWithWhatWasAddedLater() throws IOException {
        isGolden(Examples.laterRecord(), "user-record/1-denied-listing");
        isGolden(Examples.recordOfDecisions(), "user-record/1-decisions");
    }

    @Test
    void soAreThoseOfAnEventWithWhatWasAddedLater() throws IOException {
        isGolden(Examples.STAYING, "session-wanted/1-staying");
        isGolden(Examples.UNBLOCKING, "decision-owed/1-unblock");
    }

    private void isGolden(Object example, String file) throws IOException {
        String manifest = serializer.manifest(example);
        writeGolden(file, serializer.toBinary(example));
        byte[] golden = golden(file, ".cbor");

        assertThat(serializer.fromBinary(golden, manifest)).isEqualTo(example);
        assertThat(serializer.toBinary(example)).isEqualTo(golden);
        assertThat(CBOR.readTree(golden)).isEqualTo(JSON.readTree(golden(file, ".json")));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void fieldsOfANewerReleaseAreIgnored(Object example) throws IOException {
        ObjectNode object = (ObjectNode) CBOR.readTree(serializer.toBinary(example));
        object.put("addedLater", "x").putObject("andThis").put("n", 1);

        assertThat(serializer.fromBinary(CBOR.writeValueAsBytes(object), serializer.manifest(example)))
                .isEqualTo(example);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aMissingFieldIsEitherNullableOrNamedInTheError(Object example) throws IOException {
        byte[] whole = serializer.toBinary(example);
        String manifest = serializer.manifest(example);
        List<String> nullable = List.of("lang", "name", "registration");
        for (String field : (Iterable<String>) () -> names(whole).iterator()) {
            ObjectNode object = (ObjectNode) CBOR.readTree(whole);
            object.remove(field);
            byte[] lacking = CBOR.writeValueAsBytes(object);
            if (nullable.contains(field)) {
                assertThat(serializer.fromBinary(lacking, manifest)).isNotNull();
            } else {
                assertThatThrownBy(() -> serializer.fromBinary(lacking, manifest))
                        .isInstanceOf(NotSerializableException.class)
                        .hasMessageContaining(manifest + "." + field);
            }
        }
    }

    @Test
    void emptyAndUnregisteredRecordsRoundTrip() throws IOException {
        assertThat(serializer.fromBinary(serializer.toBinary(UserRecord.EMPTY), "user-record/1"))
                .isEqualTo(UserRecord.EMPTY);
    }

    @ParameterizedTest
    @EnumSource(SubscriptionState.class)
    @Tag("rfc3921-6-lasts")
    @Tag("rfc3921-9.1-1")
    void everySubscriptionIsStoredAsItsPlace(SubscriptionState state) throws IOException {
        UserEvent event = new UserEvent.SubscriptionChanged("romeo", state);
        byte[] bytes = serializer.toBinary(event);

        assertThat(serializer.fromBinary(bytes, serializer.manifest(event))).isEqualTo(event);
        assertThat(CBOR.readTree(bytes).get("subscription").intValue())
                .isEqualTo(Arrays.asList(SubscriptionState.values()).indexOf(state));
    }

    @Test
    void anUnknownSubscriptionIsAnError() throws IOException {
        byte[] bytes = CBOR.writeValueAsBytes(
                CBOR.createObjectNode().put("contact", "romeo").put("subscription", 99));
        assertThatThrownBy(() -> serializer.fromBinary(bytes, "subscription-changed/1"))
                .isInstanceOf(NotSerializableException.class)
                .hasMessage(
                        "subscription-changed/1.subscription: 99 (expected: 0 to 8; a newer release may have written"
                                + " it)");
    }

    @Test
    void anUnknownDecisionIsAnError() throws IOException {
        byte[] bytes = CBOR.writeValueAsBytes(
                CBOR.createObjectNode().put("contact", "romeo").put("decision", "adore"));
        assertThatThrownBy(() -> serializer.fromBinary(bytes, "decision-owed/1"))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("decision-owed/1.decision: adore");
    }

    @Test
    void anUnknownNameIsAClearError() {
        assertThatThrownBy(() -> serializer.fromBinary(new byte[0], "registered/9"))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("registered/9")
                .hasMessageContaining("registered/1")
                .hasMessageContaining("newer release");
    }

    @Test
    void bytesThatAreNotAMapAreAnError() {
        for (byte[] bytes : List.of(new byte[0], new byte[] {(byte) 0xff, 1, 2}, new byte[] {0x01})) {
            assertThatThrownBy(() -> serializer.fromBinary(bytes, "registered/1"))
                    .isInstanceOf(NotSerializableException.class)
                    .hasMessageContaining("registered/1");
        }
    }

    @Test
    void whatIsNotAnEventIsRefused() {
        assertThatThrownBy(() -> serializer.manifest("text"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.String");
    }

    @Test
    void theIdentifierNeverChanges() {
        assertThat(serializer.identifier()).isEqualTo(1100);
    }

    private static Stream<String> names(byte[] cbor) {
        try {
            return CBOR.readTree(cbor).properties().stream().map(java.util.Map.Entry::getKey);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String file(String manifest, String suffix) {
        return manifest.replace('/', '-') + suffix;
    }

    private static byte[] golden(String manifest, String suffix) throws IOException {
        String resource = "/golden/" + file(manifest, suffix);
        try (InputStream in = UserSerializerTest.class.getResourceAsStream(resource)) {
            return Objects.requireNonNull(in, resource).readAllBytes();
        }
    }

    /** Never over a file that is there. */
    private static void writeGolden(String manifest, byte[] bytes) throws IOException {
        String folder = System.getenv("GOLDEN_OUT");
        if (folder != null && !Files.exists(Path.of(folder, file(manifest, ".cbor")))) {
            Files.write(Path.of(folder, file(manifest, ".cbor")), bytes);
            String json = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(CBOR.readTree(bytes));
            Files.writeString(Path.of(folder, file(manifest, ".json")), json + "\n");
        }
    }
}
