package io.slipstream.core.engine;

import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.market.Side;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Fills that one source has told of and the other has not: the chain and the Data API. A row of the Data API has no chain
 * identity, so the two meet by transaction, leader, token and side, and by size where a transaction holds several; equals
 * are paired one to one. Holds the newest {@value #CAPACITY} trades that wait.
 */
final class TwoSources {

    private static final int CAPACITY = 500_000;
    /** The Data API's own floating point may be off by this much of a share. */
    private static final long ROUNDING_MICROS = 10;

    private final Map<String, List<Waiting>> byTrade = bounded();
    private final Map<String, List<Pair>> pairs = bounded();

    /** Takes the fill out that the other source told of, and answers its id; null if this one is the first. */
    @Nullable
    UUID take(LeaderFill fill, boolean onChain) {
        List<Waiting> waiting = byTrade.getOrDefault(trade(fill), List.of());
        Amount amount = Amount.of(fill, onChain);
        Waiting best = null;
        for (Waiting other : waiting) {
            if (other.onChain != onChain
                    && other.amount.agrees(amount)
                    && (best == null || amount.off(other.amount) < amount.off(best.amount))) {
                best = other;
            }
        }
        if (best == null) {
            return null;
        }
        remove(trade(fill), best.id);
        if (!onChain) {
            paired(fill, best.id);
        }
        return best.id;
    }

    /** A row was paired with a fill. */
    void paired(LeaderFill row, UUID id) {
        pairs.computeIfAbsent(trade(row), _ -> new ArrayList<>(1))
                .add(new Pair(id, row.sharesMicros(), row.fillTimeNanos()));
    }

    /**
     * The fill that this row was paired with before, when the row had another time: a reorg moved its transaction, and the
     * Data API tells of it anew. Null if there is none.
     */
    @Nullable
    UUID pairedAtAnotherTime(LeaderFill row) {
        for (Pair pair : pairs.getOrDefault(trade(row), List.of())) {
            if (pair.sharesMicros == row.sharesMicros() && !Objects.equals(pair.timeNanos, row.fillTimeNanos())) {
                return pair.id;
            }
        }
        return null;
    }

    /** The other source has still to tell of this one. */
    void await(LeaderFill fill, UUID id, boolean onChain) {
        byTrade.computeIfAbsent(trade(fill), _ -> new ArrayList<>(1))
                .add(new Waiting(id, Amount.of(fill, onChain), onChain));
    }

    /** A fill that waits for the other source has other amounts now. */
    void revise(LeaderFill now, UUID id) {
        List<Waiting> waiting = byTrade.get(trade(now));
        if (waiting != null) {
            waiting.replaceAll(
                    each -> each.id.equals(id) ? new Waiting(id, Amount.of(now, each.onChain), each.onChain) : each);
        }
    }

    /** Whether the other source has still not told of it; it is not waited for any longer, but taken if it comes. */
    boolean isAwaited(LeaderFill fill, UUID id) {
        return byTrade.getOrDefault(trade(fill), List.of()).stream().anyMatch(waiting -> waiting.id.equals(id));
    }

    private void remove(String trade, UUID id) {
        List<Waiting> waiting = byTrade.getOrDefault(trade, List.of());
        for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
            if (each.next().id.equals(id)) {
                each.remove();
                break;
            }
        }
        if (waiting.isEmpty()) {
            byTrade.remove(trade);
        }
    }

    private static String trade(LeaderFill fill) {
        return fill.txHash() + "|" + fill.leader() + "|" + fill.tokenId() + "|" + fill.side();
    }

    private static <V> Map<String, V> bounded() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > CAPACITY;
            }
        };
    }

    private record Pair(
            UUID id, long sharesMicros, @Nullable Long timeNanos) {}

    private record Waiting(UUID id, Amount amount, boolean onChain) {}

    /** Shares as a source tells of them; fewer may have been sold where the chain's log is of before the refund. */
    private record Amount(long sharesMicros, boolean atMost) {

        static Amount of(LeaderFill fill, boolean onChain) {
            return new Amount(
                    fill.tradedSharesMicros(), onChain && fill.effective() == null && fill.side() == Side.SELL);
        }

        long off(Amount other) {
            return Math.abs(sharesMicros - other.sharesMicros);
        }

        boolean agrees(Amount other) {
            return off(other) <= ROUNDING_MICROS
                    || (atMost && other.sharesMicros < sharesMicros)
                    || (other.atMost && sharesMicros < other.sharesMicros);
        }
    }
}
