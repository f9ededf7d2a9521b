package io.slipstream.core.portfolio;

import io.slipstream.core.book.BookStore;
import io.slipstream.core.book.Quote;
import io.slipstream.core.execution.ExecutionFill;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The account: cash and positions, changed by our own execution fills and by resolution only. Owned by one thread. */
public final class Portfolio {

    private final SortedMap<TokenId, Position> positions = new TreeMap<>();
    private long cashMicros;

    /** Starts with cash and the positions of an earlier run, whose cost, fees and profit are taken from that cash. */
    public Portfolio(long startingCashMicros, Collection<Position> restored) {
        cashMicros = startingCashMicros;
        for (Position position : restored) {
            positions.put(position.tokenId(), position);
            cashMicros += position.realizedMicros() - position.costMicros() - position.feesMicros();
        }
    }

    /** Cash in micro-dollars, promised to orders or not. */
    public long cashMicros() {
        return cashMicros;
    }

    /** Micro-shares held of a token. */
    public long heldMicros(TokenId tokenId) {
        Position position = positions.get(tokenId);
        return position == null ? 0 : position.sharesMicros();
    }

    /** Books a fill and tells the position that comes of it. */
    public Position apply(ExecutionFill fill, Instrument instrument, Side side) {
        Position before = positions.get(instrument.tokenId());
        if (before == null) {
            before = new Position(
                    instrument.tokenId(),
                    instrument.conditionId(),
                    0,
                    0,
                    0,
                    0,
                    null,
                    null,
                    fill.atNanos(),
                    fill.atNanos());
        }
        long amount = Price.notional(fill.sharesMicros(), fill.price());
        Position after = side == Side.BUY
                ? changed(
                        before,
                        before.sharesMicros() + fill.sharesMicros(),
                        before.costMicros() + amount,
                        before.realizedMicros(),
                        before.feesMicros() + fill.feeMicros(),
                        before.settledPayoutMicros(),
                        fill.atNanos())
                : reduced(before, fill.sharesMicros(), amount, fill.feeMicros(), null, fill.atNanos());
        cashMicros += (side == Side.BUY ? -amount : amount) - fill.feeMicros();
        positions.put(instrument.tokenId(), after);
        return after;
    }

    /**
     * Pays out a resolved token; null if none of it is held.
     *
     * @param payoutMicros per share, 0 to 1,000,000
     */
    public @Nullable Position settle(TokenId tokenId, long payoutMicros, long nowNanos) {
        Position before = positions.get(tokenId);
        if (before == null || before.sharesMicros() == 0) {
            return null;
        }
        long proceeds = Micros.mulDivDown(before.sharesMicros(), payoutMicros, Micros.ONE);
        Position after = reduced(before, before.sharesMicros(), proceeds, 0, payoutMicros, nowNanos);
        cashMicros += proceeds;
        positions.put(tokenId, after);
        return after;
    }

    /** Takes the present bids as marks, nothing where nobody bids, and tells the open positions whose mark changed. */
    public List<Position> mark(BookStore books, long nowNanos) {
        List<Position> changed = new ArrayList<>();
        for (Position position : List.copyOf(positions.values())) {
            if (position.sharesMicros() == 0) {
                continue;
            }
            Quote quote = books.bestBidAsk(position.tokenId());
            if (quote != null && !Integer.valueOf(quote.bid()).equals(position.markPrice())) {
                Position marked = new Position(
                        position.tokenId(),
                        position.conditionId(),
                        position.sharesMicros(),
                        position.costMicros(),
                        position.realizedMicros(),
                        position.feesMicros(),
                        quote.bid(),
                        position.settledPayoutMicros(),
                        position.openedAtNanos(),
                        nowNanos);
                positions.put(position.tokenId(), marked);
                changed.add(marked);
            }
        }
        return changed;
    }

    /** What the account is worth at the last marks. */
    public EquityPoint equity(long nowNanos) {
        long value = 0;
        long cost = 0;
        long realized = 0;
        long fees = 0;
        int unmarked = 0;
        for (Position position : positions.values()) {
            realized += position.realizedMicros();
            fees += position.feesMicros();
            cost += position.costMicros();
            Integer mark = position.markPrice();
            if (position.sharesMicros() > 0 && mark == null) {
                unmarked++;
                value += position.costMicros();
            } else if (mark != null) {
                value += Price.notional(position.sharesMicros(), mark);
            }
        }
        return new EquityPoint(nowNanos, cashMicros, value, cashMicros + value, realized, value - cost, fees, unmarked);
    }

    private static Position reduced(
            Position before, long shares, long proceeds, long fee, @Nullable Long payout, long nowNanos) {
        if (shares > before.sharesMicros()) {
            throw new IllegalStateException("sells " + shares + " of " + before.sharesMicros() + " micro-shares held");
        }
        long left = before.sharesMicros() - shares;
        long costLeft = left == 0 ? 0 : Micros.mulDivDown(before.costMicros(), left, before.sharesMicros());
        return changed(
                before,
                left,
                costLeft,
                before.realizedMicros() + proceeds - (before.costMicros() - costLeft),
                before.feesMicros() + fee,
                payout,
                nowNanos);
    }

    private static Position changed(
            Position before, long shares, long cost, long realized, long fees, @Nullable Long payout, long nowNanos) {
        return new Position(
                before.tokenId(),
                before.conditionId(),
                shares,
                cost,
                realized,
                fees,
                before.markPrice(),
                payout,
                before.openedAtNanos(),
                nowNanos);
    }
}
