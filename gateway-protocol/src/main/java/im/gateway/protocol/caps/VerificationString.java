package im.gateway.protocol.caps;

import im.gateway.protocol.dataform.DataForm;
import im.gateway.protocol.dataform.Field;
import im.gateway.protocol.disco.DiscoInfo;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The hash of a service discovery answer (XEP-0115 section 5.1). */
public final class VerificationString {
    /** The algorithm, by the name that it has on the wire; the one that every implementation has to know (section 5.4). */
    public static final String ALGORITHM = "sha-1";

    /** The order of the UTF-8 octets ({@code i;octet}, RFC 4790 section 9.3), which is not that of Java's strings. */
    private static final Comparator<String> OCTETS = (a, b) -> Arrays.compareUnsigned(bytes(a), bytes(b));

    private VerificationString() {}

    public static String of(DiscoInfo info) {
        return Base64.getEncoder().encodeToString(sha1(bytes(joined(info))));
    }

    private static String joined(DiscoInfo info) {
        Stream<String> identities = info.identities().stream()
                .map(i -> i.category() + "/" + i.type() + "/" + orEmpty(i.lang()) + "/" + orEmpty(i.name()))
                .sorted(OCTETS);
        Stream<String> features = info.features().stream().sorted(OCTETS);
        Stream<String> forms = info.forms().stream()
                .filter(f -> f.formType() != null)
                .sorted(Comparator.comparing(f -> orEmpty(f.formType()), OCTETS))
                .flatMap(VerificationString::parts);
        StringBuilder joined = new StringBuilder();
        Stream.of(identities, features, forms)
                .flatMap(part -> part)
                .forEach(part -> joined.append(part).append('<'));
        return joined.toString();
    }

    private static Stream<String> parts(DataForm form) {
        Stream<String> fields = form.fields().stream()
                .filter(f -> f.var() != null && !DataForm.FORM_TYPE.equals(f.var()))
                .sorted(Comparator.comparing(f -> orEmpty(f.var()), OCTETS))
                .flatMap(VerificationString::parts);
        return Stream.concat(Stream.of(orEmpty(form.formType())), fields);
    }

    private static Stream<String> parts(Field field) {
        List<String> values = field.values();
        return Stream.concat(Stream.of(orEmpty(field.var())), values.stream().sorted(OCTETS));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sha1(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            // Every Java platform has it (java.security.MessageDigest).
            throw new AssertionError(impossible);
        }
    }
}
