package io.slipstream.launcher.process;

import java.nio.file.Path;
import java.time.Duration;

/** One running part of the system: a child process or the database server. */
public interface Part {

    /** How a part ended when it was asked to. */
    enum Ending {
        /** It stopped by itself when asked. */
        STOPPED,
        /** It did not stop in time and was killed. */
        KILLED,
        /** It was not running any more. */
        GONE
    }

    /** The name that the user sees. */
    String name();

    /** Whether it still runs. */
    boolean isAlive();

    /** Where its output goes. */
    Path log();

    /**
     * Asks it to stop, waits, and kills it when it has not stopped after the patience or when the user hurries. Returns
     * only when it is gone.
     */
    Ending stop(Duration patience, StopSignal stop);
}
