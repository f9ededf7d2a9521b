package io.slipstream.core.book;

/**
 * How often a token's book was held against something, and found wrong.
 *
 * @param epoch how often a snapshot made it trusted anew
 * @param checks tops compared with what the venue stated, mirrors compared, and snapshots of the same moment compared
 * @param topMismatches tops that were not what the venue stated
 * @param crossed books whose best bid was not below their best ask
 * @param mirrorBreaks books that were not the mirror of the market's other outcome
 * @param divergences snapshots that differed from the trusted book of the same moment
 * @param failovers how often another line took over
 */
public record Integrity(
        int epoch, long checks, long topMismatches, long crossed, long mirrorBreaks, long divergences, long failovers) {

    private static final long WHOLE = 1_000_000;

    /** Nothing was checked. */
    static final Integrity NONE = new Integrity(0, 0, 0, 0, 0, 0, 0);

    /** Both together. */
    Integrity plus(Integrity other) {
        return new Integrity(
                epoch + other.epoch,
                checks + other.checks,
                topMismatches + other.topMismatches,
                crossed + other.crossed,
                mirrorBreaks + other.mirrorBreaks,
                divergences + other.divergences,
                failovers + other.failovers);
    }

    /** How often it was found wrong. */
    public long faults() {
        return topMismatches + crossed + mirrorBreaks + divergences;
    }

    /** The share of checks that found nothing wrong, in millionths; all of them if there was none. */
    public long scoreMillionths() {
        return checks == 0 ? WHOLE : Math.max(0, WHOLE - WHOLE * faults() / checks);
    }
}
