package io.slipstream.core.portfolio;

import io.slipstream.core.execution.ExecutionFill;
import io.slipstream.core.market.Side;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

/**
 * What happened to a token's position since its oldest trade that may still fail. A position without a trade is what the others
 * give in the order in which they were made; of those, a sell of more than is held then fails, too, as the shares are not there
 * when it is to settle.
 */
final class PendingTrades {

    private final List<Entry> entries = new ArrayList<>();
    private Position settled;

    private sealed interface Entry {

        Position on(Position before);
    }

    private record Trade(ExecutionFill fill, Side side, boolean confirmed) implements Entry {

        @Override
        public Position on(Position before) {
            return before.after(fill, side);
        }

        boolean is(UUID attemptId, int seq) {
            return fill.attemptId().equals(attemptId) && fill.seq() == seq;
        }

        boolean isUncovered(Position before) {
            return side == Side.SELL && fill.sharesMicros() > before.sharesMicros();
        }
    }

    private record Payout(long payoutMicros, long atNanos) implements Entry {

        @Override
        public Position on(Position before) {
            return before.paidOut(payoutMicros, atNanos);
        }
    }

    PendingTrades(Position settled) {
        this.settled = settled;
    }

    void add(ExecutionFill fill, Side side, boolean confirmed) {
        entries.add(new Trade(fill, side, confirmed));
    }

    void addPayout(long payoutMicros, long nowNanos) {
        entries.add(new Payout(payoutMicros, nowNanos));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** A trade is settled for good, and so is what came before the next that is not; false if it is not among these. */
    boolean confirm(UUID attemptId, int seq) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) instanceof Trade trade && trade.is(attemptId, seq)) {
                entries.set(i, new Trade(trade.fill, trade.side, true));
                settleFirst();
                return true;
            }
        }
        return false;
    }

    /** A trade is undone; tells which ones fell with it, itself first, none if it is not among these. */
    List<ExecutionFill> fail(UUID attemptId, int seq) {
        List<ExecutionFill> fallen = new ArrayList<>();
        Position position = settled;
        for (Iterator<Entry> all = entries.iterator(); all.hasNext(); ) {
            Entry entry = all.next();
            if (entry instanceof Trade trade && (trade.is(attemptId, seq) || trade.isUncovered(position))) {
                fallen.add(trade.fill);
                all.remove();
            } else {
                position = entry.on(position);
            }
        }
        settleFirst();
        return fallen;
    }

    /** The position as it is without what failed. */
    Position position() {
        Position position = settled;
        for (Entry entry : entries) {
            position = entry.on(position);
        }
        return position;
    }

    private void settleFirst() {
        while (!entries.isEmpty() && !(entries.getFirst() instanceof Trade trade && !trade.confirmed)) {
            settled = entries.removeFirst().on(settled);
        }
    }
}
