@NullMarked
package im.gateway.loadtest;

import org.jspecify.annotations.NullMarked;
