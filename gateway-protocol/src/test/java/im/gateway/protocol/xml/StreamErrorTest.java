package im.gateway.protocol.xml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 6120 section 4.9. */
class StreamErrorTest {
    @ParameterizedTest
    @EnumSource
    void readsWhatItWrites(StreamCondition condition) {
        StreamError plain = StreamError.of(condition);
        assertThat(StreamError.of(plain.toXml())).isEqualTo(plain);
        StreamError worded = new StreamError(condition, "why <not> & \u0001");
        assertThat(StreamError.of(worded.toXml())).isEqualTo(worded);
    }

    @Test
    void isOnlyWhatIsNamedSo() {
        assertThat(StreamError.of(Element.of("jabber:component:accept", "error")))
                .isNull();
        assertThat(StreamError.of(Element.of(StreamHeader.NAMESPACE, "features")))
                .isNull();
    }

    @Test
    void anErrorWithoutAKnownConditionIsUndefined() {
        Element unknown = Element.builder(StreamHeader.NAMESPACE, "error")
                .child(Element.of(StreamCondition.NAMESPACE, "newer-than-we-are"))
                .child(Element.of("urn:other", "conflict"))
                .build();
        assertThat(StreamError.of(unknown)).isEqualTo(StreamError.of(StreamCondition.UNDEFINED_CONDITION));
    }
}
