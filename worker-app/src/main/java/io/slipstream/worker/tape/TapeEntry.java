package io.slipstream.worker.tape;

/** What stands on a tape. Moments are nanoseconds: wall since 1970, monotonic since an origin of the machine's. */
public sealed interface TapeEntry {

    /** The feed's name. */
    String feed();

    /**
     * A frame as it came.
     *
     * @param about the request that it answers, empty for what was pushed
     * @param text the frame, cut where it is larger than a tape takes
     * @param length of the whole frame, in bytes of UTF-8
     */
    record Frame(String feed, long wallNanos, long monotonicNanos, String about, String text, int length)
            implements TapeEntry {}

    /**
     * Frames that came and were not recorded, because the queue was full or the tape had stopped.
     *
     * @param frames how many
     * @param fromNanos when the first of them came, wall
     * @param untilNanos when the last of them came, wall
     */
    record Gap(String feed, long frames, long fromNanos, long untilNanos) implements TapeEntry {}
}
