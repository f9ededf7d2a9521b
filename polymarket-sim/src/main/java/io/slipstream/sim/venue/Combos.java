package io.slipstream.sim.venue;

import io.slipstream.sim.chain.ContractEvent.FeeCharged;
import io.slipstream.sim.chain.ContractEvent.OrderFilled;
import io.slipstream.sim.chain.ContractEvent.OrdersMatched;
import io.slipstream.sim.chain.Contracts;
import io.slipstream.sim.chain.Transaction;
import io.slipstream.sim.exchange.Account;
import io.slipstream.sim.exchange.MatchType;
import io.slipstream.sim.exchange.Side;
import io.slipstream.sim.market.Draw;
import io.slipstream.sim.market.Leader;
import io.slipstream.sim.wire.Decimals;
import io.slipstream.sim.wire.Keccak;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Combos that leaders buy, and sell again, from somebody who quotes them: fills on ExchangeV3 with tokens of the
 * PositionManager, which nobody can copy on the CLOB. They are drawn from a stream of their own and touch no market.
 */
final class Combos {

    private static final long USUAL_PAUSE_MILLIS = 120_000;
    private static final int MODULE = 3;
    private static final int CHAIN = 137;

    private record Position(Account leader, BigInteger token, long shares) {}

    private final String seed;
    private final Draw draw;
    private final List<Leader> leaders;
    private final Mempool mempool;
    private final FillLedger truth;
    private final List<Position> positions = new ArrayList<>();
    private long nextMillis;
    private long lastDueMillis;
    private long sent;

    Combos(long seed, List<Leader> leaders, Mempool mempool, FillLedger truth) {
        this.seed = Long.toString(seed);
        this.draw = new Draw(seed, "combos");
        this.leaders = leaders;
        this.mempool = mempool;
        this.truth = truth;
        this.nextMillis = draw.waiting(USUAL_PAUSE_MILLIS);
    }

    /** Lets a leader trade one when it is time. */
    void advance(long nowMillis) {
        if (nowMillis < nextMillis) {
            return;
        }
        nextMillis = nowMillis + draw.waiting(USUAL_PAUSE_MILLIS);
        sent++;
        if (!positions.isEmpty() && draw.chance(0.3)) {
            trade(positions.removeFirst(), Side.SELL, nowMillis);
        } else {
            Account leader = leaders.get(draw.whole(0, leaders.size() - 1)).account();
            Position bought = new Position(leader, token(), draw.shares(5, 400) * Decimals.MICROS);
            positions.add(bought);
            trade(bought, Side.BUY, nowMillis);
        }
    }

    /** {@code [moduleId 8 | baseHash 128 | arity 16 | reserved 64 | chain 16 | condition 16 | outcome 8]} bits. */
    private BigInteger token() {
        BigInteger base = new BigInteger(1, Keccak.hash(seed + "/combo-token/" + sent)).shiftRight(128);
        return BigInteger.valueOf(MODULE)
                .shiftLeft(128)
                .or(base)
                .shiftLeft(16)
                .or(BigInteger.valueOf(draw.whole(2, 6)))
                .shiftLeft(64 + 16)
                .or(BigInteger.valueOf(CHAIN))
                .shiftLeft(16 + 8);
    }

    private void trade(Position position, Side side, long nowMillis) {
        long cash = position.shares() * draw.whole(3, 60) / 100;
        long fee = draw.chance(0.5) ? cash / 100 : 0;
        String label = seed + "/combo/" + sent;
        List<OrderFilled> filled = filled(position, side, cash, fee, label);
        LogWriter logs = logs(position, side, cash, fee, filled);
        String operator = Keccak.address(seed + "/operator/0");
        Transaction transaction =
                new Transaction(Keccak.word(label), operator, Contracts.EXCHANGE_V3, sent, logs.logs());
        Fill fill = new Fill(
                position.leader(),
                position.leader(),
                new Instrument.Combo(position.token()),
                side,
                filled.getLast().orderHash(),
                position.shares(),
                cash,
                side == Side.BUY ? cash : position.shares(),
                fee,
                List.of(MatchType.COMPLEMENTARY),
                nowMillis,
                transaction.hash(),
                logs.logs().size() - 2);
        truth.matched(transaction, List.of(fill));
        lastDueMillis = Math.max(lastDueMillis, nowMillis + draw.whole(400, 2_600));
        mempool.send(transaction, lastDueMillis);
    }

    /** The event of whoever quoted, then the leader's own with the exchange as taker. */
    private List<OrderFilled> filled(Position position, Side side, long cash, long fee, String label) {
        String leader = position.leader().address();
        long shares = position.shares();
        boolean buys = side == Side.BUY;
        return List.of(
                new OrderFilled(
                        Keccak.word(label + "/quote"),
                        quoter(),
                        leader,
                        buys ? Side.SELL : Side.BUY,
                        position.token(),
                        buys ? shares : cash,
                        buys ? cash : shares,
                        0),
                new OrderFilled(
                        Keccak.word(label + "/order"),
                        leader,
                        Contracts.EXCHANGE_V3,
                        side,
                        position.token(),
                        buys ? cash : shares,
                        buys ? shares : cash,
                        fee));
    }

    private LogWriter logs(Position position, Side side, long cash, long fee, List<OrderFilled> filled) {
        String exchange = Contracts.EXCHANGE_V3;
        String leader = position.leader().address();
        LogWriter logs = new LogWriter(Contracts.POSITION_MANAGER);
        if (side == Side.BUY) {
            logs.pay(leader, exchange, cash)
                    .give(exchange, quoter(), exchange, position.token(), position.shares())
                    .pay(exchange, quoter(), cash)
                    .emit(exchange, filled.getFirst())
                    .give(exchange, exchange, leader, position.token(), position.shares())
                    .pay(leader, Contracts.FEE_RECEIVER, fee);
        } else {
            logs.give(exchange, leader, exchange, position.token(), position.shares())
                    .pay(quoter(), exchange, cash)
                    .give(exchange, exchange, quoter(), position.token(), position.shares())
                    .emit(exchange, filled.getFirst())
                    .pay(exchange, leader, cash - fee)
                    .pay(exchange, Contracts.FEE_RECEIVER, fee);
        }
        if (fee > 0) {
            logs.emit(exchange, new FeeCharged(Contracts.FEE_RECEIVER, fee));
        }
        return logs.emit(exchange, filled.getLast()).emit(exchange, new OrdersMatched(filled.getLast()));
    }

    private String quoter() {
        return Keccak.address(seed + "/combo-quoter");
    }
}
