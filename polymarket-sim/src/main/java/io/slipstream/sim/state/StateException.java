package io.slipstream.sim.state;

/** The stored state cannot be used; the message says what to do. */
public final class StateException extends RuntimeException {

    /** A refusal with its reason. */
    public StateException(String message) {
        super(message);
    }

    /** A refusal with its reason and cause. */
    public StateException(String message, Throwable cause) {
        super(message, cause);
    }
}
