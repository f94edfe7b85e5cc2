/** The configuration: HOCON, read once into records; a wrong value stops the start with a line that says which and why. */
@NullMarked
package im.gateway.node.config;

import org.jspecify.annotations.NullMarked;
