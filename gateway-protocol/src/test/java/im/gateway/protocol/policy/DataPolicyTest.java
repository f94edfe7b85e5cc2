package im.gateway.protocol.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.gateway.protocol.dataform.DataForm;
import im.gateway.protocol.dataform.Field;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DataPolicyTest {
    private static final DataPolicy WHOLE = new DataPolicy(
            DataPolicy.Login.PLAIN,
            DataPolicy.Transmission.ENCRYPTED,
            DataPolicy.INFINITE,
            true,
            false,
            true,
            Set.of(DataPolicy.Access.GOVERNMENT, DataPolicy.Access.ADMINS),
            "https://example.org/terms",
            "24",
            "720",
            List.of("Passwords are encrypted.", "The rest is not."));

    @Test
    void saysWhatIsKnown() {
        DataForm form = WHOLE.toForm(DataPolicy.NAMESPACE);
        assertThat(form.formType()).isEqualTo("urn:xmpp:data-policy:0");
        assertThat(form.type()).isEqualTo(DataForm.Type.RESULT);
        assertThat(form.value("auth_data")).isEqualTo("plain");
        assertThat(form.value("data_transmission")).isEqualTo("encrypted");
        assertThat(form.value("encryption_algorithm")).isEqualTo("TLS");
        assertThat(form.value("data_retention")).isEqualTo("infinite");
        assertThat(form.value("data_deletion")).isEqualTo("true");
        assertThat(form.value("encryption_at_rest")).isEqualTo("false");
        assertThat(form.value("full_erasure")).isEqualTo("true");
        assertThat(form.value("tos")).isEqualTo("https://example.org/terms");
        assertThat(form.value("backup_frequency")).isEqualTo("24");
        assertThat(form.value("backup_retention")).isEqualTo("720");
        assertThat(Objects.requireNonNull(form.field("access_policy")).values())
                .containsExactly("admins", "government");
        assertThat(Objects.requireNonNull(form.field("extra_info")).values()).hasSize(2);
    }

    @Test
    void saysNothingOfWhatIsNotKnown() {
        DataForm form = DataPolicy.retaining(DataPolicy.UNKNOWN, null, List.of())
                .toForm(DataPolicy.ofNetwork("gateway", "aim"));
        assertThat(form.formType()).isEqualTo("urn:xmpp:data-policy:identity:gateway:aim:0");
        assertThat(form.fields().stream().map(Field::var)).containsExactly("FORM_TYPE", "data_retention");
    }

    @Test
    void nobodyIsNotSomebody() {
        assertThatThrownBy(() -> new DataPolicy(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Set.of(DataPolicy.Access.NONE, DataPolicy.Access.ADMINS),
                        null,
                        null,
                        null,
                        List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none alone");
    }
}
