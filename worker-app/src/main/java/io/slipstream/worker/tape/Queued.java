package io.slipstream.worker.tape;

import java.nio.ByteBuffer;

/** What waits to be written. */
sealed interface Queued {

    RecordedFeed feed();

    /** A pushed frame; its bytes are made on the writer's thread. */
    record Text(RecordedFeed feed, long wallNanos, long monotonicNanos, String text) implements Queued {}

    /** An answer and what it answers. */
    record Answer(RecordedFeed feed, long wallNanos, long monotonicNanos, String about, ByteBuffer body)
            implements Queued {}

    /** What did not fit before. */
    record Gap(RecordedFeed feed, long frames, long fromNanos, long untilNanos) implements Queued {}

    /** What it weighs in the queue: an estimate of the memory it holds. */
    default long weight() {
        return switch (this) {
            case Text text -> Weights.OVERHEAD + text.text().length();
            case Answer answer ->
                Weights.OVERHEAD + answer.about().length() + answer.body().remaining();
            case Gap _ -> 0;
        };
    }

    /** Bounds in bytes. */
    final class Weights {
        /** Counted for every frame, so that many small ones are bounded, too. */
        static final int OVERHEAD = 128;

        private Weights() {}
    }
}
