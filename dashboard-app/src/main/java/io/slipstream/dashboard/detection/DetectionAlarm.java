package io.slipstream.dashboard.detection;

/**
 * What must be told wherever an operator looks.
 *
 * @param openGaps fills that were missed, are too many or are stored otherwise than they were read, and not put right yet
 * @param openDrifts contracts that nobody knows and nobody has acknowledged
 * @param quarantined facts that could not be stored or handled and nobody has acknowledged
 */
public record DetectionAlarm(long openGaps, long openDrifts, long quarantined) {

    /** Whether there is anything to tell. */
    public boolean raised() {
        return openGaps > 0 || openDrifts > 0 || quarantined > 0;
    }
}
