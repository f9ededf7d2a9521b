package io.slipstream.sim.venue;

import io.slipstream.sim.chain.ContractEvent.FeeCharged;
import io.slipstream.sim.chain.ContractEvent.OrderFilled;
import io.slipstream.sim.chain.ContractEvent.OrdersMatched;
import io.slipstream.sim.chain.ContractEvent.UnknownFill;
import io.slipstream.sim.chain.Contracts;
import io.slipstream.sim.chain.Transaction;
import io.slipstream.sim.exchange.MakerFill;
import io.slipstream.sim.exchange.Match;
import io.slipstream.sim.exchange.MatchType;
import io.slipstream.sim.exchange.Order;
import io.slipstream.sim.exchange.Side;
import io.slipstream.sim.wire.Decimals;
import io.slipstream.sim.wire.Keccak;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Turns a match into the transaction that settles it, with the logs in the order in which {@code matchOrders} of CTF
 * Exchange V2 emits them (sections 1.3, 1.4): every maker order, the aggressor's fee, the aggressor's aggregate, and its
 * repetition; each {@code OrderFilled} after the transfers that make it true. All goes through the exchange: what the
 * aggressor gives comes first, what he gets comes last.
 */
final class Settlement {

    private static final int REFUNDED_EVERY = 4;

    private final Match match;
    private final Ground ground;
    private final String exchange;
    private final LogWriter logs;
    private final long drawn;

    private Settlement(Match match, Ground ground) {
        this.match = match;
        this.ground = ground;
        this.exchange = ground.exchange();
        this.logs = new LogWriter(ground.ledger());
        this.drawn = drawn(match);
    }

    /** The transaction of a match on these contracts, not mined yet. */
    static Transaction transaction(String seed, Match match, Ground ground) {
        String name = seed + "/match/" + match.sequence();
        String operator = Keccak.address(seed + "/operator/" + match.sequence() % 4);
        Settlement settlement = new Settlement(match, ground);
        settlement.settle();
        return new Transaction(
                Keccak.word(name), operator, settlement.exchange, match.sequence() / 4, settlement.logs.logs());
    }

    /** The fills of a match: one per order, each at the place of its log, the aggressor's last. */
    static List<Fill> fills(Match match, Transaction transaction) {
        List<Integer> places = IntStream.range(0, transaction.logs().size())
                .filter(i -> transaction.logs().get(i).event() instanceof OrderFilled
                        || transaction.logs().get(i).event() instanceof UnknownFill)
                .boxed()
                .toList();
        List<Fill> fills = new ArrayList<>(places.size());
        for (MakerFill fill : match.makerFills()) {
            List<MatchType> type = List.of(fill.type());
            int place = places.get(fills.size());
            boolean bought = fill.order().side() == Side.BUY;
            long given = bought ? fill.cashMicros() : fill.sharesMicros();
            fills.add(fill(
                    match, fill.order(), fill.sharesMicros(), fill.cashMicros(), given, 0, type, transaction, place));
        }
        List<MatchType> types = match.makerFills().stream()
                .map(MakerFill::type)
                .distinct()
                .sorted()
                .toList();
        fills.add(fill(
                match,
                match.taker(),
                match.sharesMicros(),
                match.cashMicros(),
                drawn(match),
                match.feeMicros(),
                types,
                transaction,
                places.getLast()));
        return fills;
    }

    /**
     * What is taken from the aggressor: what the match needs. The real operator draws more of some purchases with a MINT (46
     * of 352 that were recorded) and sales with a MERGE, and the log says what was drawn, before the rest comes back (venue
     * update 2). Here it does so of every fourth, and draws all that the order offers.
     */
    private static long drawn(Match match) {
        Order taker = match.taker();
        boolean buys = taker.side() == Side.BUY;
        long needed = buys ? match.cashMicros() : match.sharesMicros();
        MatchType refunded = buys ? MatchType.MINT : MatchType.MERGE;
        boolean some = match.makerFills().stream().anyMatch(fill -> fill.type() == refunded);
        if (!some || match.sequence() % REFUNDED_EVERY != 0) {
            return needed;
        }
        long worth = Math.multiplyExact(taker.sizeMicros(), (long) taker.price());
        return Math.max(needed, buys ? Math.ceilDiv(worth, Decimals.PRICE_ONE) : taker.sizeMicros());
    }

    private void settle() {
        Order taker = match.taker();
        String aggressor = taker.owner().address();
        BigInteger token = taker.market().token(taker.outcome());
        boolean buys = taker.side() == Side.BUY;
        if (buys) {
            logs.pay(aggressor, exchange, drawn);
        } else {
            logs.give(exchange, aggressor, exchange, token, drawn);
        }
        match.makerFills().forEach(this::settle);
        if (buys) {
            logs.give(exchange, exchange, aggressor, token, match.sharesMicros());
            logs.pay(exchange, aggressor, drawn - match.cashMicros());
            logs.pay(aggressor, Contracts.FEE_RECEIVER, match.feeMicros());
        } else {
            if (drawn > match.sharesMicros()) {
                logs.give(exchange, exchange, aggressor, token, drawn - match.sharesMicros());
            }
            logs.pay(exchange, aggressor, match.cashMicros() - match.feeMicros());
            logs.pay(exchange, Contracts.FEE_RECEIVER, match.feeMicros());
        }
        if (match.feeMicros() > 0 && ground.declared()) {
            logs.emit(exchange, new FeeCharged(Contracts.FEE_RECEIVER, match.feeMicros()));
        }
        OrderFilled aggregate = filled(
                taker,
                exchange,
                buys ? match.sharesMicros() : drawn,
                buys ? drawn : match.cashMicros(),
                match.feeMicros());
        logs.emit(exchange, ground.told(aggregate));
        if (ground.declared()) {
            logs.emit(exchange, new OrdersMatched(aggregate));
        }
    }

    private void settle(MakerFill fill) {
        Order order = fill.order();
        String maker = order.owner().address();
        BigInteger token = order.market().token(order.outcome());
        if (order.side() == Side.BUY) {
            logs.pay(maker, exchange, fill.cashMicros());
            if (fill.type() == MatchType.MINT) {
                logs.pay(exchange, Contracts.adapter(match.market().terms().negRisk()), fill.sharesMicros());
                logs.split(match.market().terms(), exchange, fill.sharesMicros());
            }
            logs.give(exchange, exchange, maker, token, fill.sharesMicros());
        } else {
            logs.give(exchange, maker, exchange, token, fill.sharesMicros());
            if (fill.type() == MatchType.MERGE) {
                logs.merge(match.market().terms(), exchange, exchange, fill.sharesMicros());
                logs.pay(Contracts.adapter(match.market().terms().negRisk()), exchange, fill.sharesMicros());
            }
            logs.pay(exchange, maker, fill.cashMicros());
        }
        String aggressor = match.taker().owner().address();
        logs.emit(exchange, ground.told(filled(order, aggressor, fill.sharesMicros(), fill.cashMicros(), 0)));
    }

    private static Fill fill(
            Match match,
            Order order,
            long shares,
            long cash,
            long given,
            long fee,
            List<MatchType> types,
            Transaction transaction,
            int logOffset) {
        return new Fill(
                order.owner(),
                match.taker().owner(),
                new Instrument.Listed(order.market(), order.outcome()),
                order.side(),
                order.hash(),
                shares,
                cash,
                given,
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
