package io.slipstream.sim.state;

import io.slipstream.sim.chain.Block;
import io.slipstream.sim.chain.ChainListener;
import io.slipstream.sim.chain.Reorganisation;
import io.slipstream.sim.state.StateEntry.BlockMined;
import io.slipstream.sim.state.StateEntry.FeesDrifted;
import io.slipstream.sim.state.StateEntry.Header;
import io.slipstream.sim.state.StateEntry.Reorganised;
import io.slipstream.sim.state.StateEntry.RunBegan;
import io.slipstream.sim.state.StateEntry.SettleUnknown;
import io.slipstream.sim.venue.Timeline;
import io.slipstream.sim.venue.Timeline.Segment;
import io.slipstream.sim.venue.Venue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds a venue from its journal: it runs the same steps again at full speed, with the same starting times and the
 * same interventions, up to the last block that was published, and checks every block's hash on the way.
 */
public final class Continuation {

    private Continuation() {}

    /**
     * The venue at the point where the last run stopped, or a new one.
     *
     * @param journal the journal; entries of the new run are appended by the caller's use of {@link #recorder}
     * @param nowMillis the wall clock
     */
    public static Venue resume(StateJournal journal, long nowMillis) {
        List<StateEntry> history = journal.history();
        Timeline timeline = new Timeline(journal.parameters().speed());
        if (history.size() > 1 && !(history.get(1) instanceof RunBegan)) {
            throw journal.diverged("its first run has no beginning");
        }
        Segment first = history.size() > 1 ? ((RunBegan) history.get(1)).segment() : new Segment(0, nowMillis);
        timeline.begin(first);
        Venue venue = new Venue(journal.parameters(), timeline);
        replay(journal, history, venue);
        if (history.size() == 1) {
            journal.append(new RunBegan(first));
        } else {
            begin(journal, venue, nowMillis);
        }
        return venue;
    }

    /** Begins a new run where the venue stands: its time goes on from the wall clock. */
    public static void begin(@Nullable StateJournal journal, Venue venue, long nowMillis) {
        Segment segment = venue.timeline().begin(new Segment(venue.currentStep(), nowMillis));
        if (journal != null) {
            journal.append(new RunBegan(segment));
        }
    }

    /** Lets the next matches of leaders settle on an exchange that nobody declared. */
    public static void settleUnknown(
            @Nullable StateJournal journal, Venue venue, int count, boolean conditionalTokens) {
        if (journal != null) {
            journal.append(new SettleUnknown(venue.currentStep(), count, conditionalTokens));
        }
        venue.settleUnknown(count, conditionalTokens);
    }

    /** Charges more than the markets' terms say from now on. */
    public static void driftFees(@Nullable StateJournal journal, Venue venue, int rate) {
        if (journal != null) {
            journal.append(new FeesDrifted(venue.currentStep(), rate));
        }
        venue.driftFees(rate);
    }

    /** Writes blocks and reorganisations ahead of everybody who is told of them later. */
    public static ChainListener recorder(StateJournal journal, Venue venue) {
        return new ChainListener() {
            @Override
            public void mined(Block block) {
                journal.append(new BlockMined(block.number(), venue.currentStep(), block.hash()));
            }

            @Override
            public void reorganised(List<Block> removed, List<Block> added, Reorganisation how) {
                journal.append(new Reorganised(
                        venue.currentStep(), how, added.getLast().hash()));
            }
        };
    }

    private static void replay(StateJournal journal, List<StateEntry> history, Venue venue) {
        boolean started = false;
        for (StateEntry entry : history) {
            switch (entry) {
                case Header header -> {}
                case RunBegan run -> {
                    advance(venue, run.segment().step());
                    if (started) {
                        venue.timeline().begin(run.segment());
                    }
                    started = true;
                }
                case BlockMined block -> {
                    advance(venue, block.step());
                    check(journal, venue, block.hash(), "block " + block.number());
                }
                case SettleUnknown unknown -> {
                    advance(venue, unknown.step());
                    venue.settleUnknown(unknown.count(), unknown.conditionalTokens());
                }
                case FeesDrifted drifted -> {
                    advance(venue, drifted.step());
                    venue.driftFees(drifted.rate());
                }
                case Reorganised reorganised -> {
                    advance(venue, reorganised.step());
                    venue.reorganise(reorganised.reorganisation());
                    check(journal, venue, reorganised.headHash(), "the reorganisation at step " + reorganised.step());
                }
            }
        }
    }

    private static void advance(Venue venue, long step) {
        while (venue.currentStep() < step) {
            venue.step();
        }
    }

    private static void check(StateJournal journal, Venue venue, String hash, String what) {
        if (!venue.chain().head().hash().equals(hash)) {
            throw journal.diverged(what + " comes out with another hash, it was written by another version");
        }
    }
}
