package io.slipstream.worker.tape;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What stands on a tape. Moments are nanoseconds: wall since 1970, monotonic since an origin of the machine's. */
public sealed interface TapeEntry {

    /** The feed's name. */
    String feed();

    /**
     * A frame as it came.
     *
     * @param about the request that it answers, empty for what was pushed
     * @param body the frame, cut where it is larger than a tape takes; not changed any more
     * @param length of the whole frame, in bytes
     */
    record Frame(String feed, long wallNanos, long monotonicNanos, String about, ByteBuffer body, int length)
            implements TapeEntry {

        /** The frame as text, as nearly all are. */
        public String text() {
            return StandardCharsets.UTF_8.decode(body.duplicate()).toString();
        }
    }

    /**
     * Frames that came and were not recorded, because the queue was full or the tape had stopped.
     *
     * @param frames how many
     * @param fromNanos when the first of them came, wall
     * @param untilNanos when the last of them came, wall
     */
    record Gap(String feed, long frames, long fromNanos, long untilNanos) implements TapeEntry {}
}
