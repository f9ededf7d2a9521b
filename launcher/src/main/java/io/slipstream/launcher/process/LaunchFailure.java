package io.slipstream.launcher.process;

/** Something that keeps the system from running, said in words that tell the user what to do, with the exit code. */
public final class LaunchFailure extends RuntimeException {

    /** A promise that the summary checks was broken. */
    public static final int PROMISE_BROKEN = 1;

    /** Something did not start or died. */
    public static final int DID_NOT_RUN = 2;

    /** Wrong arguments or settings (EX_USAGE). */
    public static final int USAGE = 64;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private LaunchFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The user asked for something that cannot be: wrong arguments, missing settings, a taken port. */
    public static LaunchFailure usage(String message) {
        return new LaunchFailure(USAGE, message);
    }

    /** A part did not start, or died. */
    public static LaunchFailure didNotRun(String message) {
        return new LaunchFailure(DID_NOT_RUN, message);
    }

    /** The exit code of the whole program. */
    public int exitCode() {
        return exitCode;
    }
}
