/** Results as a page for people: one file that needs nothing else. */
@NullMarked
package im.gateway.loadtest.report;

import org.jspecify.annotations.NullMarked;
