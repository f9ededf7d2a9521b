package io.slipstream.sim.venue;

import io.slipstream.sim.chain.ContractEvent.ConditionResolution;
import io.slipstream.sim.chain.Contracts;
import io.slipstream.sim.chain.LogEntry;
import io.slipstream.sim.chain.Transaction;
import io.slipstream.sim.exchange.ExchangeListener;
import io.slipstream.sim.exchange.Market;
import io.slipstream.sim.exchange.Match;
import io.slipstream.sim.exchange.Order;
import io.slipstream.sim.exchange.Outcome;
import io.slipstream.sim.exchange.Side;
import io.slipstream.sim.market.Draw;
import io.slipstream.sim.market.Listing;
import io.slipstream.sim.market.Marketplace;
import io.slipstream.sim.wire.Keccak;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** Sends what happens on the exchange to the chain, and records the truth at the same time. */
final class Settler implements ExchangeListener {

    private static final int EARLIEST_MINING_MILLIS = 400;
    private static final int LATEST_MINING_MILLIS = 2_600;
    /** More than fit into the blocks that a reorganisation can replace. */
    private static final int RECENT_MATCHES = 16_384;

    private final String seed;
    private final Set<String> leaderAddresses;
    private final Marketplace marketplace;
    private final LongSupplier clockMillis;
    private final Mempool mempool;
    private final FillLedger ledger;
    private final TruthLog<Drift> drift;
    private final LeaderOrders leaderOrders;
    private final Draw mining;
    private final Map<String, Sent> recent = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Sent> eldest) {
            return size() > RECENT_MATCHES;
        }
    };
    private int unknownSettlements;
    private boolean unknownOnConditionalTokens;

    Settler(
            long seed,
            Set<String> leaderAddresses,
            Marketplace marketplace,
            LongSupplier clockMillis,
            Mempool mempool,
            FillLedger ledger,
            TruthLog<Drift> drift,
            LeaderOrders leaderOrders) {
        this.seed = Long.toString(seed);
        this.leaderAddresses = leaderAddresses;
        this.marketplace = marketplace;
        this.clockMillis = clockMillis;
        this.mempool = mempool;
        this.ledger = ledger;
        this.drift = drift;
        this.leaderOrders = leaderOrders;
        this.mining = new Draw(seed, "mining");
    }

    /** Lets the next matches of leaders settle on an exchange that nobody declared. */
    void settleUnknown(int count, boolean conditionalTokens) {
        unknownSettlements = count;
        unknownOnConditionalTokens = conditionalTokens;
    }

    int unknownSettlements() {
        return unknownSettlements;
    }

    /** A match that was sent, and on which contracts. */
    private record Sent(Match match, Ground ground) {}

    /**
     * The transaction of a match that is executed anew in another block, with smaller amounts; the same one for what is no
     * match, or one of long ago.
     */
    Transaction again(Transaction transaction) {
        Sent sent = recent.get(transaction.hash());
        if (sent == null) {
            return transaction;
        }
        Match match = Execution.again(sent.match);
        Transaction now = Settlement.transaction(seed, match, sent.ground);
        recent.put(now.hash(), new Sent(match, sent.ground));
        ledger.again(transaction, now, Settlement.fills(match, now));
        return now;
    }

    @Override
    public void matched(Match made) {
        Match match = Execution.sent(made);
        boolean unknown = unknownSettlements > 0 && ofLeader(match);
        Ground ground = unknown ? Ground.unknown(unknownOnConditionalTokens) : Ground.declared(match);
        Transaction transaction = Settlement.transaction(seed, match, ground);
        List<Fill> fills = Settlement.fills(match, transaction);
        if (unknown) {
            unknownSettlements--;
            drift.sent(
                    transaction,
                    fills.stream()
                            .filter(fill ->
                                    leaderAddresses.contains(fill.owner().address()))
                            .map(fill -> drift(fill, ground))
                            .toList());
        } else {
            ledger.matched(transaction, fills);
            recent.put(transaction.hash(), new Sent(match, ground));
        }
        send(transaction, match.market());
    }

    private boolean ofLeader(Match match) {
        return leaderAddresses.contains(match.taker().owner().address())
                || match.makerFills().stream()
                        .anyMatch(fill ->
                                leaderAddresses.contains(fill.order().owner().address()));
    }

    private Drift drift(Fill fill, Ground ground) {
        boolean buys = fill.side() == Side.BUY;
        return new Drift(
                fill.owner(),
                fill.instrument().token(),
                buys ? fill.sharesMicros() : -fill.sharesMicros(),
                (buys ? -fill.cashMicros() : fill.cashMicros()) - fill.feeMicros(),
                ground.exchange(),
                ground.ledger(),
                fill.transactionHash());
    }

    @Override
    public void accepted(Order order) {
        if (leaderAddresses.contains(order.owner().address())) {
            leaderOrders.add(order);
        }
    }

    @Override
    public void resolved(Market market) {
        Listing listing = marketplace.listing(market.index());
        String oracle = market.terms().negRisk() ? Contracts.NEG_RISK_ADAPTER : Contracts.UMA_ADAPTER;
        ConditionResolution event = new ConditionResolution(
                market.terms().conditionId(),
                oracle,
                listing.text().questionId(),
                market.winner() == Outcome.YES ? 1 : 0);
        Transaction transaction = new Transaction(
                Keccak.word(seed + "/resolution/" + market.index()),
                oracle,
                Contracts.CONDITIONAL_TOKENS,
                market.index(),
                List.of(new LogEntry(Contracts.CONDITIONAL_TOKENS, event)));
        send(transaction, market);
    }

    private void send(Transaction transaction, Market market) {
        long delay = mining.whole(EARLIEST_MINING_MILLIS, LATEST_MINING_MILLIS);
        mempool.send(transaction, market, clockMillis.getAsLong() + delay);
    }
}
