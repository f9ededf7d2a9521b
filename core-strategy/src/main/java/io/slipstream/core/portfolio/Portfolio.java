package io.slipstream.core.portfolio;

import io.slipstream.core.book.BookStore;
import io.slipstream.core.book.Quote;
import io.slipstream.core.execution.ExecutionFill;
import io.slipstream.core.execution.Settlement;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Price;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The account: cash and positions, changed by our own execution fills and by resolution only. Owned by one thread. */
public final class Portfolio {

    /** All that may change yet; what is over is part of the totals only. */
    private final Map<TokenId, Position> positions = new HashMap<>();

    /** Those of which shares are held. */
    private final SortedMap<TokenId, Position> held = new TreeMap<>();

    /** Those that are over, or will be when their trades are settled. */
    private final Set<TokenId> over = new HashSet<>();

    private final Map<TokenId, PendingTrades> pending = new HashMap<>();
    private long cashMicros;
    private long realizedMicros;
    private long feesMicros;

    /** Starts with cash and the positions of an earlier run, whose cost, fees and profit are taken from that cash. */
    public Portfolio(long startingCashMicros, Collection<Position> restored) {
        cashMicros = startingCashMicros;
        for (Position position : restored) {
            put(position);
        }
    }

    /** Of how many tokens something is kept. */
    public int retained() {
        return positions.size() + held.size() + pending.size() + over.size();
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
        TokenId tokenId = instrument.tokenId();
        Position before = positions.get(tokenId);
        if (before == null) {
            before = Position.none(instrument, fill.atNanos());
        }
        Position after = put(before.after(fill, side));
        PendingTrades trades = pending.get(tokenId);
        boolean matched = fill.settlement() == Settlement.MATCHED;
        if (trades == null && matched) {
            trades = new PendingTrades(before);
            pending.put(tokenId, trades);
        }
        if (trades != null) {
            trades.add(fill, side, !matched);
        }
        return after;
    }

    /** A fill is settled for good; false if it was undone before. */
    public boolean confirm(TokenId tokenId, UUID attemptId, int seq) {
        PendingTrades trades = pending.get(tokenId);
        if (trades == null || !trades.confirm(attemptId, seq)) {
            return false;
        }
        forgetIfSettled(tokenId, trades);
        return true;
    }

    /**
     * Undoes a fill that has failed on chain, and the sells of shares that are not there without it: the position and the cash are
     * then what all other fills alone give. What was bought elsewhere for the proceeds of a sell stays, so that cash may be short.
     *
     * @return the fills that are undone, none if it was before
     */
    public List<ExecutionFill> undo(TokenId tokenId, UUID attemptId, int seq, long nowNanos) {
        PendingTrades trades = pending.get(tokenId);
        Position before = positions.get(tokenId);
        if (trades == null || before == null) {
            return List.of();
        }
        List<ExecutionFill> fallen = trades.fail(attemptId, seq);
        put(trades.position().marked(before.markPrice(), nowNanos));
        forgetIfSettled(tokenId, trades);
        return fallen;
    }

    /** What is held of a token; null if there was never any. */
    public @Nullable Position position(TokenId tokenId) {
        return positions.get(tokenId);
    }

    /**
     * Pays out a resolved token; null if none of it is held.
     *
     * @param payoutMicros per share, 0 to 1,000,000
     */
    public @Nullable Position settle(TokenId tokenId, long payoutMicros, long nowNanos) {
        PendingTrades trades = pending.get(tokenId);
        if (trades != null) {
            // a sell that fails later gives shares back, which are paid out, too
            trades.addPayout(payoutMicros, nowNanos);
        }
        Position before = positions.get(tokenId);
        if (before == null) {
            return null;
        }
        Position paid = put(before.paidOut(payoutMicros, nowNanos));
        return before.sharesMicros() == 0 ? null : paid;
    }

    /** Takes the present bids as marks, nothing where nobody bids, and tells the open positions whose mark changed. */
    public List<Position> mark(BookStore books, long nowNanos) {
        forgetWhatIsOver();
        List<Position> changed = new ArrayList<>();
        for (Position position : List.copyOf(held.values())) {
            Quote quote = books.bestBidAsk(position.tokenId());
            if (quote != null && !Integer.valueOf(quote.bid()).equals(position.markPrice())) {
                Position marked = put(position.marked(quote.bid(), nowNanos));
                changed.add(marked);
            }
        }
        return changed;
    }

    /** What the account is worth at the last marks. */
    public EquityPoint equity(long nowNanos) {
        long value = 0;
        long cost = 0;
        int unmarked = 0;
        for (Position position : held.values()) {
            cost += position.costMicros();
            Integer mark = position.markPrice();
            if (mark == null) {
                unmarked++;
                value += position.costMicros();
            } else {
                value += Price.notional(position.sharesMicros(), mark);
            }
        }
        return new EquityPoint(
                nowNanos, cashMicros, value, cashMicros + value, realizedMicros, value - cost, feesMicros, unmarked);
    }

    /** The cash is what the positions leave of it. */
    private Position put(Position now) {
        Position before = positions.put(now.tokenId(), now);
        cashMicros += now.cashMicros() - (before == null ? 0 : before.cashMicros());
        realizedMicros += now.realizedMicros() - (before == null ? 0 : before.realizedMicros());
        feesMicros += now.feesMicros() - (before == null ? 0 : before.feesMicros());
        if (now.sharesMicros() > 0) {
            held.put(now.tokenId(), now);
        } else {
            held.remove(now.tokenId());
        }
        if (now.isOver()) {
            over.add(now.tokenId());
        }
        return now;
    }

    private void forgetIfSettled(TokenId tokenId, PendingTrades trades) {
        if (trades.isEmpty()) {
            pending.remove(tokenId);
        }
    }

    /** Nothing can change these any more, and their totals are counted. */
    private void forgetWhatIsOver() {
        over.removeIf(tokenId -> {
            if (pending.containsKey(tokenId)) {
                return false;
            }
            Position position = positions.get(tokenId);
            if (position != null && position.isOver()) {
                positions.remove(tokenId);
            }
            return true;
        });
    }
}
