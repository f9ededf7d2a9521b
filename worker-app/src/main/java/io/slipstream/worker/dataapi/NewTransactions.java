package io.slipstream.worker.dataapi;

import io.slipstream.core.chain.LeaderFill;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows beside the chain: a transaction that they name for the first time is a reason to read the chain now. Remembers the
 * last {@value #CAPACITY} transactions.
 */
final class NewTransactions {

    private static final int CAPACITY = 100_000;

    private final Runnable news;
    private final Map<String, Boolean> transactions = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > CAPACITY;
        }
    };

    NewTransactions(Runnable news) {
        this.news = news;
    }

    void accept(List<LeaderFill> fills) {
        boolean any = false;
        for (LeaderFill fill : fills) {
            any |= transactions.put(fill.txHash(), true) == null;
        }
        if (any) {
            news.run();
        }
    }
}
