package im.gateway.node.metrics;

import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;

/** The meters of a node: those of each domain, and those of its JVM. Thread-safe. */
public final class NodeMetrics implements Extension {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ConcurrentMap<String, DomainMetrics> domains = new ConcurrentHashMap<>();

    private NodeMetrics(ActorSystem<?> system) {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        JvmGcMetrics collections = new JvmGcMetrics();
        collections.bindTo(registry);
        var unused = system.getWhenTerminated().thenRun(() -> {
            // It listens to the JVM, which outlives the node in a test.
            collections.close();
            registry.close();
        });
    }

    /** Those of a node. */
    public static NodeMetrics of(ActorSystem<?> system) {
        return system.registerExtension(Id.INSTANCE);
    }

    /** Those of one of the gateway's domains, made when they are first asked for. */
    public DomainMetrics domain(String address) {
        return domains.computeIfAbsent(address, domain -> new DomainMetrics(registry, domain));
    }

    /** All of them, in Prometheus' text format 0.0.4. */
    public String scrape() {
        return registry.scrape();
    }

    private static final class Id extends ExtensionId<NodeMetrics> {
        private static final Id INSTANCE = new Id();

        @Override
        public NodeMetrics createExtension(ActorSystem<?> system) {
            return new NodeMetrics(system);
        }
    }
}
