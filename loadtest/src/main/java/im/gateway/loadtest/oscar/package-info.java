/**
 * A simulated OSCAR network: the legacy side of load tests, of the contract tests and of the quick start. It is a simulation: it has accounts, contact lists,
 * presence, authorization, stored messages, rate limits and faults, and nothing of the real service's other families.
 *
 * <p>One event loop does everything, and all state belongs to it: no locks, and many thousand sessions on one core.
 */
@NullMarked
package im.gateway.loadtest.oscar;

import org.jspecify.annotations.NullMarked;
