package im.gateway.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class MovedShardsFilterTest {
    private static final String REGION = "org.apache.pekko.cluster.sharding.ShardRegion";

    private static List<String> lines(String logger, String message) {
        try (LogLines lines = new LogLines(logger)) {
            LoggerFactory.getLogger(logger).warn("{}: " + message, "user");
            return lines.all();
        }
    }

    @Test
    void shardsThatHaveMovedWhileTheyWereAskedAreNotWarnedOf() {
        assertThat(lines(REGION, "Shard region had zero shards to gather metadata from."))
                .isEmpty();
        assertThat(lines(REGION, "Queried [12] shards: [11] responsive, [1] failed after 3 seconds."))
                .isEmpty();
    }

    @Test
    void aNodeNoneOfWhoseShardsAnswersIsWarnedOf() {
        assertThat(lines(REGION, "Queried [12] shards: [0] responsive, [12] failed after 3 seconds."))
                .hasSize(1);
    }

    @Test
    void otherWarningsOfTheRegionAreKept() {
        assertThat(lines(REGION, "Requested message buffered, no coordinator found."))
                .hasSize(1);
    }

    @Test
    void theSameWordsOfAnotherLoggerAreKept() {
        assertThat(lines("im.gateway.node.other", "Shard region had zero shards to gather metadata from."))
                .hasSize(1);
    }
}
