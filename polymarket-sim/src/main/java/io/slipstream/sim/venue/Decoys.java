package io.slipstream.sim.venue;

import io.slipstream.sim.chain.ContractEvent.OrderFilled;
import io.slipstream.sim.chain.Contracts;
import io.slipstream.sim.chain.LogEntry;
import io.slipstream.sim.chain.Transaction;
import io.slipstream.sim.exchange.Outcome;
import io.slipstream.sim.exchange.Side;
import io.slipstream.sim.market.Draw;
import io.slipstream.sim.market.Leader;
import io.slipstream.sim.market.Listing;
import io.slipstream.sim.market.Marketplace;
import io.slipstream.sim.wire.Keccak;
import java.util.List;

/** A stranger's contract that emits the same event in a leader's name: nobody may count it. */
final class Decoys {

    private static final double PER_BLOCK = 0.15;

    private final String seed;
    private final Draw draw;
    private final Marketplace marketplace;
    private long sent;

    Decoys(long seed, Marketplace marketplace) {
        this.seed = Long.toString(seed);
        this.draw = new Draw(seed, "decoys");
        this.marketplace = marketplace;
    }

    /** Puts one among the transactions of a block, now and then. */
    void mix(List<Transaction> included) {
        if (draw.chance(PER_BLOCK)) {
            included.add(draw.whole(0, included.size()), decoy());
        }
    }

    private Transaction decoy() {
        List<Leader> leaders = marketplace.leaders();
        Leader leader = leaders.get(draw.whole(0, leaders.size() - 1));
        List<Listing> listings = marketplace.listings();
        Listing listing = listings.get(draw.whole(0, listings.size() - 1));
        sent++;
        String label = seed + "/decoy/" + sent;
        OrderFilled event = new OrderFilled(
                Keccak.word(label + "/order"),
                leader.account().address(),
                Contracts.STRANGER,
                Side.BUY,
                listing.market().token(Outcome.YES),
                draw.whole(1, 500) * 10_000L,
                draw.whole(500, 1_000) * 10_000L,
                0);
        return new Transaction(
                Keccak.word(label),
                Keccak.address(label),
                Contracts.STRANGER,
                0,
                List.of(new LogEntry(Contracts.STRANGER, event)));
    }
}
