/** What became of messages, presence and logins while something was broken: pure bookkeeping. */
@NullMarked
package im.gateway.loadtest.faults.book;

import org.jspecify.annotations.NullMarked;
