package im.gateway.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.sharding.ShardRegion.ClusterShardingStats;
import org.apache.pekko.cluster.sharding.ShardRegion.ShardRegionStats;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

class WakerTest {
    /** On a busy node a shard may not count its actors in time: it is where it was, and the table is not read for it. */
    @Test
    void aShardThatDoesNotAnswerInTimeIsStillOnItsNode() {
        Address node = new Address("pekko", "gateway", "127.0.0.1", 7355);
        ShardRegionStats region = new ShardRegionStats(
                scala.collection.immutable.Map.from(CollectionConverters.asScala(Map.<String, Object>of("0", 7))),
                CollectionConverters.asScala(Set.of("1")).toSet());
        ClusterShardingStats stats = new ClusterShardingStats(
                scala.collection.immutable.Map.from(CollectionConverters.asScala(Map.of(node, region))));
        assertThat(Waker.whereShardsAre(stats)).isEqualTo(Map.of("0", node.toString(), "1", node.toString()));
    }
}
