/** What is kept in Cassandra beside the journal, the schema of all of it, and its deletion. */
@NullMarked
package im.gateway.persistence.cassandra;

import org.jspecify.annotations.NullMarked;
