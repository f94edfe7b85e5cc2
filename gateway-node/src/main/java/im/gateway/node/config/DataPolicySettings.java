package im.gateway.node.config;

import im.gateway.protocol.policy.DataPolicy;
import im.gateway.protocol.policy.DataPolicy.Access;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an operator says of the handling of data at one of the gateway's domains, beside what the gateway knows by itself (XEP-0504).
 *
 * @param access who may see what is stored
 * @param terms the URI of the terms of service; null for none
 * @param backupFrequency hours between two backups, 0 for none; null where it is not said
 * @param backupRetention hours, {@code infinite} or {@code unknown}; null where it is not said
 * @param info for people, a line each
 * @param networkRetention how long the network behind the gateway keeps data: hours, {@code infinite} or {@code unknown}
 * @param networkTerms the URI of that network's terms; null for none
 * @param networkInfo for people, of that network
 */
public record DataPolicySettings(
        Set<Access> access,
        @Nullable String terms,
        @Nullable String backupFrequency,
        @Nullable String backupRetention,
        List<String> info,
        String networkRetention,
        @Nullable String networkTerms,
        List<String> networkInfo) {
    private static final String LINES = "a list of texts";
    private static final String TIME = "whole hours, or infinite, or unknown";
    private static final int MOST_HOURS = 24 * 366 * 100;

    public DataPolicySettings {
        access = Set.copyOf(access);
        info = List.copyOf(info);
        networkInfo = List.copyOf(networkInfo);
    }

    /** Null where the block is not there: a policy is a promise, and only an operator can make it. */
    static @Nullable DataPolicySettings read(Block domain) {
        if (!domain.has("data-policy")) {
            return null;
        }
        Block block = domain.block("data-policy");
        Set<Access> access = access(block);
        String terms = block.optionalText("terms");
        String frequency =
                block.has("backup-frequency") ? String.valueOf(block.whole("backup-frequency", 0, MOST_HOURS)) : null;
        String kept = block.has("backup-retention") ? time(block, "backup-retention") : null;
        List<String> info = lines(block, "info");
        String retention = DataPolicy.UNKNOWN;
        String networkTerms = null;
        List<String> networkInfo = List.of();
        if (block.has("network")) {
            Block network = block.block("network");
            retention = network.has("retention") ? time(network, "retention") : retention;
            networkTerms = network.optionalText("terms");
            networkInfo = lines(network, "info");
            network.end();
        }
        block.end();
        return new DataPolicySettings(access, terms, frequency, kept, info, retention, networkTerms, networkInfo);
    }

    private static List<String> lines(Block block, String key) {
        return block.has(key) ? block.texts(key, LINES) : List.of();
    }

    private static String time(Block block, String key) {
        return block.parsed(key, TIME, text -> {
            boolean word = text.equals(DataPolicy.INFINITE) || text.equals(DataPolicy.UNKNOWN);
            int hours = word ? 0 : Integer.parseInt(text);
            if (hours < 0 || hours > MOST_HOURS) {
                throw new IllegalArgumentException(text);
            }
            return text;
        });
    }

    private static Set<Access> access(Block block) {
        String expected =
                "a list of admins, moderators, organization_member, government, advertisers, partners, or [none] alone";
        Set<Access> access = EnumSet.noneOf(Access.class);
        for (String word : block.texts("access", expected)) {
            try {
                access.add(Access.valueOf(word.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException unknown) {
                throw block.wrong("access", expected);
            }
        }
        if (access.isEmpty() || (access.contains(Access.NONE) && access.size() > 1)) {
            throw block.wrong("access", expected);
        }
        return access;
    }
}
