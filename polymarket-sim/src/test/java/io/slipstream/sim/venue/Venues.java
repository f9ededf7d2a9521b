package io.slipstream.sim.venue;

import io.slipstream.sim.venue.Timeline.Segment;

/** Venues for tests, at a fixed wall-clock time. */
public final class Venues {

    /** Wall-clock milliseconds at which the venues of tests begin. */
    public static final long BEGIN_MILLIS = 1_800_000_000_000L;

    private Venues() {}

    /** A venue at real speed with 24 markets. */
    public static Venue of(long seed) {
        return of(new VenueParameters(seed, 1, 1_750, 24));
    }

    /** A venue with these parameters. */
    public static Venue of(VenueParameters parameters) {
        Timeline timeline = new Timeline(parameters.speed());
        timeline.begin(new Segment(0, BEGIN_MILLIS));
        return new Venue(parameters, timeline);
    }

    /** Lets simulated seconds pass. */
    public static void run(Venue venue, int seconds) {
        long end = venue.currentStep() + seconds * 1_000L / VenueParameters.STEP_MILLIS;
        while (venue.currentStep() < end) {
            venue.step();
        }
    }
}
