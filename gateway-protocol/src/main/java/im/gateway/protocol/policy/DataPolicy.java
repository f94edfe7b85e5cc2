package im.gateway.protocol.policy;

import im.gateway.protocol.dataform.DataForm;
import im.gateway.protocol.dataform.Field;
import im.gateway.protocol.dataform.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a service handles the data of its users (XEP-0504 version 0.1.0 section 3): a form of its service discovery. What is null or
 * empty is not said.
 *
 * @param login what the service sees of a login
 * @param transmission how data travels between the service and the network behind it
 * @param retention how long data is kept: hours, or a word of {@link #INFINITE} and {@link #UNKNOWN}
 * @param deletion whether a user can delete data
 * @param encryptedAtRest whether what is stored is encrypted
 * @param erasure whether a user can delete the account with all that is stored of it
 * @param access who else may see it
 * @param terms the URI of the terms of service
 * @param backupFrequency hours between two backups, 0 for none
 * @param backupRetention how long a backup is kept, as {@code retention}
 * @param info for people to read, a line each
 */
public record DataPolicy(
        @Nullable Login login,
        @Nullable Transmission transmission,
        @Nullable String retention,
        @Nullable Boolean deletion,
        @Nullable Boolean encryptedAtRest,
        @Nullable Boolean erasure,
        Set<Access> access,
        @Nullable String terms,
        @Nullable String backupFrequency,
        @Nullable String backupRetention,
        List<String> info) {
    /** The form type of a service's own policy. */
    public static final String NAMESPACE = "urn:xmpp:data-policy:0";

    /** A time without an end. */
    public static final String INFINITE = "infinite";

    /** A time that the service cannot know. */
    public static final String UNKNOWN = "unknown";

    /** What the service sees of name and password (section 3.1). */
    public enum Login {
        NO_AUTH,
        PLAIN,
        HIDDEN,
        RESTRICTED
    }

    /** Who can read what travels to the network (section 3.2). */
    public enum Transmission {
        /** Everybody on the way. */
        PLAIN,
        /** The service and the network's operators: TLS. */
        ENCRYPTED
    }

    /** Who else may see the data (section 3.9). */
    public enum Access {
        ADMINS,
        MODERATORS,
        ORGANIZATION_MEMBER,
        GOVERNMENT,
        ADVERTISERS,
        PARTNERS,
        NONE
    }

    public DataPolicy {
        access = Set.copyOf(access);
        info = List.copyOf(info);
        if (access.contains(Access.NONE) && access.size() > 1) {
            throw new IllegalArgumentException("access: none, and others (expected: none alone, or others)");
        }
    }

    /** A policy of which nothing but a time is known. */
    public static DataPolicy retaining(String retention, @Nullable String terms, List<String> info) {
        return new DataPolicy(null, null, retention, null, null, null, Set.of(), terms, null, null, info);
    }

    /** The form type of the policy of the network behind a gateway's identity. */
    public static String ofNetwork(String category, String type) {
        return "urn:xmpp:data-policy:identity:" + category + ":" + type + ":0";
    }

    /**
     * The form.
     *
     * @param formType {@link #NAMESPACE}, or {@link #ofNetwork}
     */
    public DataForm toForm(String formType) {
        List<Field> fields = new ArrayList<>(List.of(Field.hidden(DataForm.FORM_TYPE, formType)));
        add(fields, "auth_data", FieldType.LIST_SINGLE, login == null ? null : word(login));
        add(fields, "data_transmission", FieldType.LIST_SINGLE, transmission == null ? null : word(transmission));
        add(
                fields,
                "encryption_algorithm",
                FieldType.TEXT_SINGLE,
                transmission == Transmission.ENCRYPTED ? "TLS" : null);
        add(fields, "data_retention", FieldType.TEXT_SINGLE, retention);
        add(fields, "data_deletion", FieldType.BOOLEAN, deletion);
        add(fields, "encryption_at_rest", FieldType.BOOLEAN, encryptedAtRest);
        add(fields, "tos", FieldType.TEXT_SINGLE, terms);
        if (!access.isEmpty()) {
            List<String> words =
                    new TreeSet<>(access).stream().map(DataPolicy::word).toList();
            fields.add(Field.of("access_policy", FieldType.LIST_MULTI, null, words));
        }
        add(fields, "full_erasure", FieldType.BOOLEAN, erasure);
        add(fields, "backup_frequency", FieldType.TEXT_SINGLE, backupFrequency);
        add(fields, "backup_retention", FieldType.TEXT_SINGLE, backupRetention);
        if (!info.isEmpty()) {
            fields.add(Field.of("extra_info", FieldType.TEXT_MULTI, null, info));
        }
        return new DataForm(DataForm.Type.RESULT, null, List.of(), fields);
    }

    private static void add(List<Field> fields, String var, FieldType type, @Nullable Object value) {
        if (value != null) {
            fields.add(Field.of(var, type, null, List.of(value.toString())));
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
