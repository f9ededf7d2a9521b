package io.slipstream.core.book;

/** Counts what an {@link Integrity} tells. */
final class IntegrityCount {

    private int epoch;
    private long checks;
    private long topMismatches;
    private long crossed;
    private long mirrorBreaks;
    private long divergences;
    private long failovers;

    /** A snapshot made it trusted anew. */
    void beginEpoch() {
        epoch++;
    }

    /** Another line took over. */
    void failedOver() {
        failovers++;
    }

    /** The top was compared with what the venue stated; tells the outcome. */
    boolean topIs(boolean right) {
        checks++;
        topMismatches += right ? 0 : 1;
        return right;
    }

    /** It was looked at whether it is crossed; tells whether it is. */
    boolean isCrossed(boolean is) {
        checks++;
        crossed += is ? 1 : 0;
        return is;
    }

    /** It was compared with the market's other outcome; tells the outcome. */
    boolean mirrors(boolean right) {
        checks++;
        mirrorBreaks += right ? 0 : 1;
        return right;
    }

    /** A trusted book was compared with a snapshot. */
    void compared(boolean diverged) {
        checks++;
        divergences += diverged ? 1 : 0;
    }

    Integrity toIntegrity() {
        return new Integrity(epoch, checks, topMismatches, crossed, mirrorBreaks, divergences, failovers);
    }
}
