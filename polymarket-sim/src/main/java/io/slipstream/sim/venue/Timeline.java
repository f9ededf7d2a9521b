package io.slipstream.sim.venue;

import java.util.ArrayList;
import java.util.List;

/** From simulated to wall-clock time, over all the runs of one market: between runs the market stands still. */
public final class Timeline {

    /**
     * A stretch in which the market ran without a break.
     *
     * @param step the step at which it began
     * @param wallMillis wall-clock milliseconds of that step
     */
    public record Segment(long step, long wallMillis) {}

    private final double speed;
    private final List<Segment> segments = new ArrayList<>();

    /** A timeline without a run yet. */
    public Timeline(double speed) {
        this.speed = speed;
    }

    /**
     * Begins a run. Time never goes back: a wall clock that reads earlier than the run before ended is taken as its end.
     *
     * @return the segment as it counts
     */
    public Segment begin(Segment wanted) {
        long earliest =
                segments.isEmpty() ? wanted.wallMillis() : wallMillis(wanted.step() * VenueParameters.STEP_MILLIS);
        Segment segment = new Segment(wanted.step(), Math.max(wanted.wallMillis(), earliest));
        segments.add(segment);
        return segment;
    }

    /** Wall-clock milliseconds of a simulated instant; beyond now it is what is expected. */
    public long wallMillis(long simMillis) {
        Segment segment = segments.getFirst();
        for (int i = segments.size() - 1; i >= 0; i--) {
            if (segments.get(i).step() * VenueParameters.STEP_MILLIS <= simMillis) {
                segment = segments.get(i);
                break;
            }
        }
        long passed = simMillis - segment.step() * VenueParameters.STEP_MILLIS;
        return segment.wallMillis() + (long) (passed / speed);
    }
}
