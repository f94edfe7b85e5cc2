/** The event-sourced journal of one registration, as an actor that survives the loss of its store. */
@NullMarked
package im.gateway.persistence.journal;

import org.jspecify.annotations.NullMarked;
