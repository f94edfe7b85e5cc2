package im.gateway.node.conformance;

import java.util.Locale;

/**
 * One row of the table.
 *
 * @param id what tests name it by, such as {@code xep0100-4.1.1-3}: the specification, its section, the step or rule
 * @param section the heading that it stands under
 * @param level MUST, SHOULD, MAY and their like, or STEP for a step of a flow, which the specification tells without such a word
 * @param reason why the state is not {@link State#DONE}, empty where it is
 */
record Requirement(
        String id, String specification, String section, Level level, State state, String reason, String text) {
    enum Level {
        MUST,
        MUST_NOT,
        SHOULD,
        SHOULD_NOT,
        RECOMMENDED,
        MAY,
        STEP;

        /** The level as the specifications write it. */
        String words() {
            return this == STEP ? "step" : name().replace('_', ' ');
        }
    }

    enum State {
        /** Kept, and a test shows it. */
        DONE,
        /** The gateway does something else on purpose, and a test shows what. */
        DIFFERS,
        /** It binds somebody else, or its condition cannot arise. */
        NOT_APPLICABLE,
        /** It binds the gateway, which does not keep it. */
        OPEN;

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        boolean isShown() {
            return this == DONE || this == DIFFERS;
        }
    }
}
