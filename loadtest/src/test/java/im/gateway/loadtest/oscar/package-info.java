@NullMarked
package im.gateway.loadtest.oscar;

import org.jspecify.annotations.NullMarked;
