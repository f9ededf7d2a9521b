package io.slipstream.worker.chain;

import io.slipstream.core.chain.EffectiveAmounts;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.chain.OrderFill;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The orders that leaders' orders met, by block and transaction: they tell what an order really traded that took. Within a
 * transaction they come before it; where a node pushes them later, the fill waits here for them. Keeps the newest
 * {@value #MOST_LOGS} logs: a fill whose counterparties are forgotten is told of as logged, and priced when its block is read.
 * Thread-safe.
 */
final class Counterparties {

    private static final int MOST_LOGS = 10_000;

    private final Map<String, Transaction> transactions = new LinkedHashMap<>();
    private int logs;

    private static final class Transaction {
        private final Map<Long, OrderFill> fills = new TreeMap<>();
        private final Map<Long, LeaderFill> unpriced = new TreeMap<>();
    }

    /** An order that a leader's order met. Returns the leaders' fills of which it tells what was really traded. */
    synchronized List<LeaderFill> add(OrderFill counterparty) {
        Transaction transaction = put(counterparty);
        List<LeaderFill> priced = new ArrayList<>();
        for (Iterator<LeaderFill> waiting = transaction.unpriced.values().iterator(); waiting.hasNext(); ) {
            LeaderFill fill = waiting.next();
            OrderFill own = transaction.fills.get(fill.logIndex());
            EffectiveAmounts amounts = own == null ? null : EffectiveAmounts.among(transaction.fills.values(), own);
            if (amounts != null) {
                waiting.remove();
                priced.add(fill.with(amounts));
            }
        }
        return priced;
    }

    /** A leader's fill with what was really traded, if that is known by now; if not, it waits for its counterparties. */
    synchronized LeaderFill price(LeaderFill fill, OrderFill own) {
        if (fill.effective() != null) {
            return fill;
        }
        Transaction transaction = put(own);
        EffectiveAmounts amounts = EffectiveAmounts.among(transaction.fills.values(), own);
        if (amounts == null) {
            transaction.unpriced.put(fill.logIndex(), fill);
            return fill;
        }
        transaction.unpriced.remove(fill.logIndex());
        return fill.with(amounts);
    }

    /** What an order that took really traded, if the logs of all orders that it met are known by now. */
    synchronized @Nullable EffectiveAmounts traded(OrderFill taker) {
        return EffectiveAmounts.among(put(taker).fills.values(), taker);
    }

    private Transaction put(OrderFill fill) {
        String key = fill.log().blockHash() + fill.log().txHash();
        Transaction transaction = transactions.computeIfAbsent(key, _ -> new Transaction());
        if (transaction.fills.put(fill.log().logIndex(), fill) == null) {
            logs++;
        }
        Iterator<Transaction> eldest = transactions.values().iterator();
        while (logs > MOST_LOGS) {
            logs -= eldest.next().fills.size();
            eldest.remove();
        }
        return transaction;
    }
}
