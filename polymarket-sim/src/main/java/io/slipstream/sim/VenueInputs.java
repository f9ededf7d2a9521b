package io.slipstream.sim;

import io.slipstream.sim.chain.Chain;
import io.slipstream.sim.chain.Reorganisation;
import io.slipstream.sim.fault.Faults;
import io.slipstream.sim.state.Continuation;
import io.slipstream.sim.state.StateJournal;
import io.slipstream.sim.venue.Venue;
import io.slipstream.sim.venue.VenueGuard;
import org.jspecify.annotations.Nullable;

/** What faults do to the venue itself: under its guard, and written down so that a restart does it again. */
final class VenueInputs implements Faults.VenueFaults {

    private final Venue venue;
    private final VenueGuard guard;
    private final @Nullable StateJournal journal;

    VenueInputs(Venue venue, VenueGuard guard, @Nullable StateJournal journal) {
        this.venue = venue;
        this.guard = guard;
        this.journal = journal;
    }

    @Override
    public Chain chain() {
        return venue.chain();
    }

    @Override
    public long reorganise(Reorganisation wanted) {
        return guard.read(() -> {
            int possible = (int) Math.min(
                    wanted.depth(),
                    venue.chain().head().number() - venue.chain().oldestNumber());
            if (possible > 0) {
                venue.reorganise(new Reorganisation(
                        possible, wanted.silent(), wanted.movePercent(), wanted.losePercent(), wanted.changePercent()));
            }
            return venue.chain().head().number();
        });
    }

    @Override
    public void settleUnknown(int count, boolean conditionalTokens) {
        guard.run(() -> Continuation.settleUnknown(journal, venue, count, conditionalTokens));
    }

    @Override
    public int unknownSettlements() {
        return guard.read(venue::unknownSettlements);
    }

    @Override
    public void driftFees(int rate) {
        guard.run(() -> Continuation.driftFees(journal, venue, rate));
    }

    @Override
    public int feeDrift() {
        return guard.read(() -> venue.engine().feeDrift());
    }
}
