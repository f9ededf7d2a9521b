package io.slipstream.worker.chain;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.ExchangeContract;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.engine.Cursor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How far each exchange and leader is read for good: up to the last final block scanned. What lies after it is read again
 * by every scan, so that nothing depends on a push, and its fills stay provisional.
 */
final class ScanPosition {

    private final List<ExchangeContract> exchanges;
    private final List<Address> leaders;
    private final Map<Key, Long> blocks = new HashMap<>();

    ScanPosition(List<ExchangeContract> exchanges, Collection<Address> leaders, List<Cursor> stored) {
        this.exchanges = List.copyOf(exchanges);
        this.leaders = leaders.stream().sorted().toList();
        stored.forEach(cursor -> blocks.put(new Key(cursor.exchange(), cursor.leader()), cursor.lastProcessedBlock()));
    }

    /** Gives those without a position this one; tells their cursors. */
    List<Cursor> startAt(long block) {
        List<Cursor> begun = new ArrayList<>();
        forEach(key -> {
            if (blocks.putIfAbsent(key, block - 1) == null) {
                begun.add(new Cursor(key.exchange, key.leader, Cursor.MAKER_TOPIC, block - 1));
            }
        });
        return begun;
    }

    /** Whether anything has no position yet. */
    boolean incomplete() {
        return exchanges.stream()
                .anyMatch(exchange ->
                        leaders.stream().anyMatch(leader -> !blocks.containsKey(new Key(exchange.address(), leader))));
    }

    /** The first block that somebody still needs. */
    long next() {
        long[] least = {Long.MAX_VALUE};
        forEach(key -> least[0] = Math.min(least[0], blocks.getOrDefault(key, -1L)));
        return least[0] + 1;
    }

    /** Whether this fill's exchange and leader are read up to its block already. */
    boolean covers(LeaderFill fill) {
        return fill.blockNumber() <= blocks.getOrDefault(new Key(fill.exchange(), fill.leader()), -1L);
    }

    /** Everybody is read up to this block; tells the cursors that moved. */
    List<Cursor> advance(long block) {
        List<Cursor> moved = new ArrayList<>();
        forEach(key -> {
            if (blocks.getOrDefault(key, -1L) < block) {
                blocks.put(key, block);
                moved.add(new Cursor(key.exchange, key.leader, Cursor.MAKER_TOPIC, block));
            }
        });
        return moved;
    }

    private void forEach(Consumer<Key> action) {
        for (ExchangeContract exchange : exchanges) {
            for (Address leader : leaders) {
                action.accept(new Key(exchange.address(), leader));
            }
        }
    }

    private record Key(Address exchange, Address leader) {}
}
