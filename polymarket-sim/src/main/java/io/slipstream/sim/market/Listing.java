package io.slipstream.sim.market;

import io.slipstream.sim.exchange.Market;
import io.slipstream.sim.exchange.Outcome;
import io.slipstream.sim.wire.Decimals;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A market as the catalogue shows it, with its schedule, its latent truth and a short memory of both. */
public final class Listing {

    /** How often truth and middle price are remembered, in simulated milliseconds. */
    static final int SAMPLE_MILLIS = 250;

    private static final int SAMPLES = 256;

    private final Market market;
    private final ListingText text;
    private final Event event;
    private final int eventOutcome;
    private final double[] truths = new double[SAMPLES];
    private final double[] middles = new double[SAMPLES];
    private int samples;

    Listing(Market market, ListingText text, Event event, int eventOutcome) {
        this.market = market;
        this.text = text;
        this.event = event;
        this.eventOutcome = eventOutcome;
        Arrays.fill(truths, truth());
        Arrays.fill(middles, truth());
    }

    /** The market on the exchange. */
    public Market market() {
        return market;
    }

    /** What people read. */
    public ListingText text() {
        return text;
    }

    /** The event that it belongs to, with its schedule. */
    public Event event() {
        return event;
    }

    /** The latent probability of YES. */
    public double truth() {
        return event.prospect().chance(eventOutcome);
    }

    /** The latent probability of an outcome some time ago, at most a minute. */
    double truthAgo(Outcome outcome, int millis) {
        double yes = ago(truths, millis);
        return outcome == Outcome.YES ? yes : 1 - yes;
    }

    /** The middle of the book for an outcome some time ago, at most a minute. */
    double middleAgo(Outcome outcome, int millis) {
        double yes = ago(middles, millis);
        return outcome == Outcome.YES ? yes : 1 - yes;
    }

    /** Whether this market's YES is what the event came to; null while the event runs. */
    @Nullable
    Outcome verdict() {
        Integer result = event.result();
        if (result == null) {
            return null;
        }
        return result == eventOutcome ? Outcome.YES : Outcome.NO;
    }

    void sample() {
        samples++;
        int slot = samples % SAMPLES;
        int sum = market.book().bestBid(Outcome.YES) + market.book().bestAsk(Outcome.YES);
        truths[slot] = truth();
        middles[slot] = sum / (2.0 * Decimals.PRICE_ONE);
    }

    private double ago(double[] ring, int millis) {
        int back = Math.min(SAMPLES - 1, millis / SAMPLE_MILLIS);
        return ring[Math.floorMod(samples - back, SAMPLES)];
    }
}
