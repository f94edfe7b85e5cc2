/** The quick start: every part as a process of its own, one conversation through all of them, and then the reader's own client. */
@NullMarked
package im.gateway.loadtest.quickstart;

import org.jspecify.annotations.NullMarked;
