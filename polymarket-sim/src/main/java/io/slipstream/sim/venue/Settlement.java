package io.slipstream.sim.venue;

import io.slipstream.sim.chain.ContractEvent.FeeCharged;
import io.slipstream.sim.chain.ContractEvent.OrderFilled;
import io.slipstream.sim.chain.ContractEvent.OrdersMatched;
import io.slipstream.sim.chain.Contracts;
import io.slipstream.sim.chain.LogEntry;
import io.slipstream.sim.chain.Transaction;
import io.slipstream.sim.exchange.MakerFill;
import io.slipstream.sim.exchange.Match;
import io.slipstream.sim.exchange.MatchType;
import io.slipstream.sim.exchange.Order;
import io.slipstream.sim.exchange.Side;
import io.slipstream.sim.wire.Keccak;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a match into the transaction that settles it, with the logs in the order in which {@code matchOrders} of CTF
 * Exchange V2 emits them (sections 1.3, 1.4): every maker order, the aggressor's fee, the aggressor's aggregate, and its
 * repetition.
 */
final class Settlement {

    private Settlement() {}

    /** The transaction of a match, not mined yet. */
    static Transaction transaction(String seed, Match match) {
        String exchange = Contracts.exchange(match.market().terms().negRisk());
        List<LogEntry> logs = new ArrayList<>(match.makerFills().size() + 3);
        String aggressor = match.taker().owner().address();
        for (MakerFill fill : match.makerFills()) {
            OrderFilled filled = filled(fill.order(), aggressor, fill.sharesMicros(), fill.cashMicros(), 0);
            logs.add(new LogEntry(exchange, filled));
        }
        if (match.feeMicros() > 0) {
            logs.add(new LogEntry(exchange, new FeeCharged(Contracts.FEE_RECEIVER, match.feeMicros())));
        }
        OrderFilled aggregate =
                filled(match.taker(), exchange, match.sharesMicros(), match.cashMicros(), match.feeMicros());
        logs.add(new LogEntry(exchange, aggregate));
        logs.add(new LogEntry(exchange, new OrdersMatched(aggregate)));
        String name = seed + "/match/" + match.sequence();
        String operator = Keccak.address(seed + "/operator/" + match.sequence() % 4);
        return new Transaction(Keccak.word(name), operator, exchange, match.sequence() / 4, logs);
    }

    /** The fills of a match: one per order. */
    static List<Fill> fills(Match match, Transaction transaction) {
        List<Fill> fills = new ArrayList<>(match.makerFills().size() + 1);
        for (MakerFill fill : match.makerFills()) {
            List<MatchType> type = List.of(fill.type());
            fills.add(fill(
                    match, fill.order(), fill.sharesMicros(), fill.cashMicros(), 0, type, transaction, fills.size()));
        }
        List<MatchType> types = match.makerFills().stream()
                .map(MakerFill::type)
                .distinct()
                .sorted()
                .toList();
        int aggregate = transaction.logs().size() - 2;
        fills.add(fill(
                match,
                match.taker(),
                match.sharesMicros(),
                match.cashMicros(),
                match.feeMicros(),
                types,
                transaction,
                aggregate));
        return fills;
    }

    private static Fill fill(
            Match match,
            Order order,
            long shares,
            long cash,
            long fee,
            List<MatchType> types,
            Transaction transaction,
            int logOffset) {
        return new Fill(
                order.owner(),
                match.taker().owner(),
                order.market(),
                order.outcome(),
                order.side(),
                order.hash(),
                shares,
                cash,
                fee,
                types,
                match.matchedAtMillis(),
                transaction.hash(),
                logOffset);
    }

    private static OrderFilled filled(Order order, String taker, long shares, long cash, long fee) {
        boolean buys = order.side() == Side.BUY;
        return new OrderFilled(
                order.hash(),
                order.owner().address(),
                taker,
                order.side(),
                order.market().token(order.outcome()),
                buys ? cash : shares,
                buys ? shares : cash,
                fee);
    }
}
