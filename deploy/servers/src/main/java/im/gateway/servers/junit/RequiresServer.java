package im.gateway.servers.junit;

import im.gateway.servers.ServerKind;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test starts these servers. Where one is missing the test is reported as skipped, with the server's name and what installs it;
 * with {@code -Dgateway.servers=required} it fails instead, so that a machine that is to run them cannot pass without them.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(RequiresServerExtension.class)
public @interface RequiresServer {
    /** All of them are needed. */
    ServerKind[] value();
}
