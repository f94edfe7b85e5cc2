/** JUnit support for tests that need a real server; JUnit itself comes from whoever tests. */
@NullMarked
package im.gateway.servers.junit;

import org.jspecify.annotations.NullMarked;
