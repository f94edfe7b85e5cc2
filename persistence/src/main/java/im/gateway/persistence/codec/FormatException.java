package im.gateway.persistence.codec;

/** Stored bytes that are not what their name says. The message names the field, and never quotes its value. */
final class FormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FormatException(String message) {
        super(message);
    }
}
