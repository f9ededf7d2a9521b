package io.slipstream.sim.http;

/** The client asked for something that there is not; the message says what and is sent to it. */
public final class BadRequestException extends RuntimeException {

    private final int status;

    /**
     * A refusal.
     *
     * @param status the HTTP status, 400 to 499
     * @param message what is wrong
     */
    public BadRequestException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The message, never null. */
    public String text() {
        String message = getMessage();
        return message == null ? "bad request" : message;
    }
}
