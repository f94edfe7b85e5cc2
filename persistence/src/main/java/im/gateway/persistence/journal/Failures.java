package im.gateway.persistence.journal;

/** What is said of a failure. */
final class Failures {
    private Failures() {}

    /** The innermost cause, since the outer ones only say that the journal failed. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause.getCause() != null && depth < 10; depth++) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
