package io.slipstream.sim.venue;

import io.slipstream.sim.chain.Transaction;
import io.slipstream.sim.exchange.Market;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Transactions that are sent and not mined. Those of one market's exchange are mined in the order of sending. */
final class Mempool {

    private record Pending(long dueMillis, long sequence, Transaction transaction) {}

    private final List<Pending> pending = new ArrayList<>();
    private final List<Long> lastDueByMarket = new ArrayList<>();
    private List<Transaction> late = new ArrayList<>();
    private long sequence;

    /** Sends what the exchange does in a market; it is due at this time, and not before what was sent for it earlier. */
    void send(Transaction transaction, Market market, long wantedMillis) {
        while (lastDueByMarket.size() <= market.index()) {
            lastDueByMarket.add(0L);
        }
        long due = Math.max(wantedMillis, lastDueByMarket.get(market.index()));
        lastDueByMarket.set(market.index(), due);
        send(transaction, due);
    }

    /** Sends what others do, due at this time. */
    void send(Transaction transaction, long dueMillis) {
        sequence++;
        pending.add(new Pending(dueMillis, sequence, transaction));
    }

    /** When the last transaction of a market's exchange is due. */
    long lastDueMillis(Market market) {
        return market.index() < lastDueByMarket.size() ? lastDueByMarket.get(market.index()) : 0;
    }

    /** Puts transactions that were mined and are not any more before all others. */
    void putBack(List<Transaction> slipped) {
        List<Transaction> first = new ArrayList<>(slipped);
        first.addAll(late);
        late = first;
    }

    /** Takes what is due, in the order in which it is to be mined. */
    List<Transaction> take(long nowMillis) {
        List<Transaction> out = new ArrayList<>(late);
        late.clear();
        pending.sort(Comparator.comparingLong(Pending::dueMillis).thenComparingLong(Pending::sequence));
        int due = 0;
        while (due < pending.size() && pending.get(due).dueMillis() <= nowMillis) {
            out.add(pending.get(due).transaction());
            due++;
        }
        pending.subList(0, due).clear();
        return out;
    }
}
