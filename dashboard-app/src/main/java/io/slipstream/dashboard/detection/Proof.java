package io.slipstream.dashboard.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether every fill of every leader is there, by a second reading of final blocks.
 *
 * @param total over all leaders
 * @param leaders each of them, those with a gap first
 * @param lastReading the latest check; none before the first
 * @param gaps the newest differences between the readings
 * @param readAt when this was read
 */
public record Proof(
        TotalProof total,
        List<LeaderProof> leaders,
        @Nullable SecondReading lastReading,
        List<Gap> gaps,
        Instant readAt) {

    /** Checks follow each other closely; after this long without one, the proof no longer covers the present. */
    static final Duration LONGEST_WITHOUT_CHECK = Duration.ofMinutes(10);

    /** What the proof comes to. */
    public enum State {
        /** Nothing was read a second time. */
        UNCHECKED,
        /** At least one fill is missing. */
        MISSED,
        /** No fill is missing, but one is stored that is not on the chain. */
        EXTRA,
        /** Every fill is there, one of them with other figures than on the chain. */
        DIFFERENT,
        /** Nothing is missing as far as was checked, but that is long ago. */
        OVERDUE,
        /** Nothing is missing: what was found is put right. */
        COMPLETE
    }

    /** What the proof comes to. */
    public State state() {
        if (total.openMissed() > 0) {
            return State.MISSED;
        }
        if (total.openExtra() > 0) {
            return State.EXTRA;
        }
        if (total.openDifferent() > 0) {
            return State.DIFFERENT;
        }
        if (lastReading == null && total.toBlock() == null) {
            return State.UNCHECKED;
        }
        return lastReading == null || lastReading.checkedAt().isBefore(readAt.minus(LONGEST_WITHOUT_CHECK))
                ? State.OVERDUE
                : State.COMPLETE;
    }

    /** How far a leader's proof ends before the furthest one; nothing for one who was not checked. */
    public long blocksBehind(LeaderProof leader) {
        return leader.toBlock() == null || total.toBlock() == null ? 0 : total.toBlock() - leader.toBlock();
    }
}
