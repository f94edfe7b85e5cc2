package im.gateway.loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JvmProbeTest {
    /** As a JVM of Java 17 prints it; the same class of two loaders stands there twice. */
    @Test
    void theTableOfClassesIsRead() {
        String table = """
                 num     #instances         #bytes  class name (module)
                -------------------------------------------------------
                   1:         26174        2456712  [B (java.base@17.0.15)
                   2:         25000         600000  java.lang.String (java.base@17.0.15)
                  30:             3             72  im.gateway.node.user.Live
                  31:             1             24  im.gateway.node.user.Live
                Total         60000        3056808
                """;
        assertThat(JvmProbe.parseClasses(table))
                .containsEntry("[B", 2456712L)
                .containsEntry("java.lang.String", 600000L)
                .containsEntry("im.gateway.node.user.Live", 96L)
                .hasSize(3);
    }
}
