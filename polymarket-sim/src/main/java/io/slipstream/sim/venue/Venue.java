package io.slipstream.sim.venue;

import io.slipstream.sim.chain.Chain;
import io.slipstream.sim.chain.ContractEvent.ConditionResolution;
import io.slipstream.sim.chain.Fate;
import io.slipstream.sim.chain.Reorganisation;
import io.slipstream.sim.chain.Transaction;
import io.slipstream.sim.exchange.MatchingEngine;
import io.slipstream.sim.market.Draw;
import io.slipstream.sim.market.Marketplace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Market, exchange and chain as one deterministic machine. It knows no clock and no thread: {@link #step} moves it on by
 * one step, {@link #reorganise}, {@link #settleUnknown} and {@link #driftFees} are its only inputs. Not safe for use by several threads.
 */
public final class Venue {

    private static final int RETAINED_MILLIS = 6 * 3_600_000;
    private static final int RETAINED_FILLS = 250_000;
    private static final int RETAINED_ORDERS = 100_000;

    private final VenueParameters parameters;
    private final Timeline timeline;
    private final String hashSeed;
    private final MatchingEngine engine;
    private final Marketplace marketplace;
    private final Chain chain;
    private final FillLedger ledger;
    private final LeaderOrders leaderOrders = new LeaderOrders(RETAINED_ORDERS);
    private final Decoys decoys;
    private final Settler settler;
    private final Mempool mempool = new Mempool();
    private final TruthLog<TokenMove> tokenMoves = new TruthLog<>();
    private final TruthLog<Drift> drift = new TruthLog<>();
    private final Errands errands;
    private final Combos combos;
    private long step;
    private int reorganisations;

    /**
     * Sets the market up at step 0.
     *
     * @param parameters what decides it
     * @param timeline its wall-clock times; its first segment must be there
     */
    public Venue(VenueParameters parameters, Timeline timeline) {
        this.parameters = parameters;
        this.timeline = timeline;
        this.hashSeed = Long.toString(parameters.seed());
        this.engine = new MatchingEngine(hashSeed, this::nowMillis);
        int retainedBlocks = Math.max(256, RETAINED_MILLIS / parameters.blockMillis());
        this.chain = new Chain(hashSeed, timeline.wallMillis(0), parameters.finalityBlocks(), retainedBlocks);
        this.marketplace = new Marketplace(parameters.seed(), parameters.markets(), engine, timeline::wallMillis);
        Set<String> addresses = marketplace.leaders().stream()
                .map(leader -> leader.account().address())
                .collect(Collectors.toUnmodifiableSet());
        this.ledger = new FillLedger(addresses, RETAINED_FILLS);
        this.errands = new Errands(parameters.seed(), marketplace, mempool, tokenMoves);
        this.combos = new Combos(parameters.seed(), marketplace.leaders(), mempool, ledger);
        chain.addListener(ledger);
        chain.addListener(tokenMoves);
        chain.addListener(drift);
        this.settler = new Settler(
                parameters.seed(), addresses, marketplace, this::nowMillis, mempool, ledger, drift, leaderOrders);
        this.decoys = new Decoys(parameters.seed(), marketplace);
        engine.addListener(settler);
        engine.addListener(errands);
    }

    /** Moves on by one step and mines a block when one is due. */
    public void step() {
        step++;
        marketplace.advance(nowMillis());
        errands.advance(nowMillis());
        combos.advance(nowMillis());
        if (nowMillis() % parameters.blockMillis() == 0) {
            mine();
        }
    }

    /** Replaces the last blocks. */
    public void reorganise(Reorganisation wanted) {
        reorganisations++;
        Draw draw = new Draw(parameters.seed(), "reorganisation/" + reorganisations);
        List<Transaction> lost = new ArrayList<>();
        List<Transaction> slipped = chain.reorganise(
                wanted,
                transaction -> {
                    Fate fate = fate(wanted, transaction, draw);
                    if (fate == Fate.LOST) {
                        lost.add(transaction);
                    }
                    return fate;
                },
                settler::again);
        lost.forEach(ledger::lost);
        lost.forEach(tokenMoves::lost);
        lost.forEach(drift::lost);
        mempool.putBack(slipped);
    }

    /**
     * Lets the next matches of leaders settle on an exchange that nobody declared.
     *
     * @param count how many, instead of any that were to come; 0 for none
     * @param conditionalTokens whether it moves tokens that everybody knows
     */
    public void settleUnknown(int count, boolean conditionalTokens) {
        settler.settleUnknown(count, conditionalTokens);
    }

    /** How many matches of leaders are still to settle on an exchange that nobody declared. */
    public int unknownSettlements() {
        return settler.unknownSettlements();
    }

    /** Charges more than the markets' terms say: so much is added to every rate, in 1/10,000. */
    public void driftFees(int drift) {
        engine.driftFees(drift);
    }

    /** A resolution is never lost: an oracle sends it until it is there. */
    private static Fate fate(Reorganisation how, Transaction transaction, Draw draw) {
        boolean resolution = transaction.logs().stream().anyMatch(log -> log.event() instanceof ConditionResolution);
        if (how.losePercent() > 0 && draw.chance(how.losePercent() / 100.0) && !resolution) {
            return Fate.LOST;
        }
        if (draw.chance(how.movePercent() / 100.0)) {
            return Fate.SLIPS;
        }
        return how.changePercent() > 0 && draw.chance(how.changePercent() / 100.0) ? Fate.CHANGES : Fate.STAYS;
    }

    /** Steps made so far. */
    public long currentStep() {
        return step;
    }

    /** Simulated milliseconds since the beginning. */
    public long nowMillis() {
        return step * VenueParameters.STEP_MILLIS;
    }

    /** Wall-clock milliseconds of now, as the market's messages carry them. */
    public long wallMillis() {
        return timeline.wallMillis(nowMillis());
    }

    /** What decides this market. */
    public VenueParameters parameters() {
        return parameters;
    }

    /** From simulated to wall-clock time. */
    public Timeline timeline() {
        return timeline;
    }

    /** The exchange. */
    public MatchingEngine engine() {
        return engine;
    }

    /** The listings and who trades them. */
    public Marketplace marketplace() {
        return marketplace;
    }

    /** The chain. */
    public Chain chain() {
        return chain;
    }

    /** What really happened. */
    public FillLedger ledger() {
        return ledger;
    }

    /** What leaders do with their tokens without trading. */
    public TruthLog<TokenMove> tokenMoves() {
        return tokenMoves;
    }

    /** The leaders' fills that no declared exchange told of. */
    public TruthLog<Drift> drift() {
        return drift;
    }

    /** The leaders' orders. */
    public LeaderOrders leaderOrders() {
        return leaderOrders;
    }

    private void mine() {
        List<Transaction> included = mempool.take(nowMillis());
        decoys.mix(included);
        chain.mine(wallMillis(), included);
    }
}
