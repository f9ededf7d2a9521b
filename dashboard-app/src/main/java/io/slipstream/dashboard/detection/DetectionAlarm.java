package io.slipstream.dashboard.detection;

/**
 * What must be told wherever an operator looks.
 *
 * @param missedFills fills that the first reading had not
 * @param openDrifts contracts that nobody knows and nobody has acknowledged
 */
public record DetectionAlarm(long missedFills, long openDrifts) {

    /** Whether there is anything to tell. */
    public boolean raised() {
        return missedFills > 0 || openDrifts > 0;
    }
}
