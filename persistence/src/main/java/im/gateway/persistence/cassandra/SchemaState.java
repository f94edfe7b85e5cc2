package im.gateway.persistence.cassandra;

/** What {@link Schema#check} found. */
public sealed interface SchemaState {
    /** Whether a node may start on it. */
    boolean isUsable();

    /** One line for a person: what was found, what was expected, what to do. */
    String message();

    /** Just the one that this release was made for. */
    record Current(int version) implements SchemaState {
        @Override
        public boolean isUsable() {
            return true;
        }

        @Override
        public String message() {
            return "schema version " + version;
        }
    }

    /** A newer release has been applied: as in the middle of a rolling upgrade. Versions only ever add. */
    record Newer(int found, int expected) implements SchemaState {
        @Override
        public boolean isUsable() {
            return true;
        }

        @Override
        public String message() {
            return "schema version " + found + " is newer than this release's " + expected
                    + ", which can work with it: upgrade this node as well";
        }
    }

    /** Some files have not been executed yet. */
    record Older(int found, int expected) implements SchemaState {
        @Override
        public boolean isUsable() {
            return false;
        }

        @Override
        public String message() {
            return "schema version " + found + " (expected: " + expected
                    + "): run `gateway schema apply --config FILE`";
        }
    }

    /** There is no keyspace, or none of ours. */
    record Absent(String keyspace, int expected) implements SchemaState {
        @Override
        public boolean isUsable() {
            return false;
        }

        @Override
        public String message() {
            return "no gateway schema in keyspace " + keyspace + " (expected: version " + expected
                    + "): run `gateway schema apply --config FILE`";
        }
    }
}
