package io.slipstream.worker.dataapi;

import io.slipstream.core.chain.LeaderFill;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The Data API beside the chain: a transaction that it has not named before is a reason to read the chain now. The fill
 * itself is always the chain's, so that nothing counts twice. Remembers the last {@value #CAPACITY} transactions.
 */
final class ScanHints implements Consumer<List<LeaderFill>> {

    private static final int CAPACITY = 100_000;

    private final Runnable scan;
    private final Map<String, Boolean> named = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > CAPACITY;
        }
    };

    ScanHints(Runnable scan) {
        this.scan = scan;
    }

    @Override
    public void accept(List<LeaderFill> fills) {
        boolean news = false;
        for (LeaderFill fill : fills) {
            news |= named.put(fill.txHash(), true) == null;
        }
        if (news) {
            scan.run();
        }
    }
}
