package io.slipstream.core.engine;

import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.engine.StoredFill.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The fills of one order in one transaction, nearly always one. A match may fill a maker's order twice: then they are two,
 * and a reorg moves both.
 */
final class OrderFills {

    private final List<KnownFill> fills = new ArrayList<>(1);

    void add(KnownFill fill) {
        fills.add(fill);
    }

    List<KnownFill> all() {
        return fills;
    }

    @Nullable
    KnownFill withId(UUID id) {
        return fills.stream().filter(fill -> fill.id().equals(id)).findFirst().orElse(null);
    }

    /** The fill that this very log was seen of; null if the log is new. */
    @Nullable
    KnownFill seenAt(LeaderFill log) {
        for (KnownFill fill : fills) {
            if (fill.wasSeenAt(log)) {
                return fill;
            }
        }
        return null;
    }

    /** Whether the transaction is final in another block: then a log of this one comes late and means nothing. */
    boolean isFinalElsewhere(LeaderFill log) {
        for (KnownFill fill : fills) {
            if (fill.state() == State.CONFIRMED && !fill.blockHash().equals(log.blockHash())) {
                return true;
            }
        }
        return false;
    }

    /**
     * The fill that a new log moves: one that was not seen in the log's block and is not final. Equal amounts count first,
     * then the order of the logs where it was. Null if the log is a fill of its own.
     */
    @Nullable
    KnownFill movedBy(LeaderFill log) {
        KnownFill best = null;
        for (KnownFill fill : fills) {
            if (fill.state() != State.CONFIRMED
                    && fill.logIndexIn(log.blockHash()) == null
                    && (best == null || precedes(fill, best, log))) {
                best = fill;
            }
        }
        return best;
    }

    private static boolean precedes(KnownFill fill, KnownFill best, LeaderFill log) {
        boolean equal = fill.hasAmountsOf(log);
        return equal == best.hasAmountsOf(log) ? fill.logIndex() < best.logIndex() : equal;
    }

    /**
     * Pairs fills and logs anew, now that all logs of the order in a block are known: the fills keep the order in which
     * their logs stood in the first block that holds all of them. Changes nothing where there is no such block.
     *
     * @param logs all logs of the order in one block
     * @return what each fill is now that has to take another's log
     */
    List<Relocation> inOrder(List<LeaderFill> logs) {
        String block = logs.getFirst().blockHash();
        List<KnownFill> there = fills.stream()
                .filter(fill ->
                        fill.state() == State.PROVISIONAL && fill.blockHash().equals(block))
                .toList();
        String earlier = there.size() == logs.size() && there.size() > 1 ? commonBlock(there, block) : null;
        if (earlier == null) {
            return List.of();
        }
        List<LeaderFill> sorted = logs.stream()
                .sorted(Comparator.comparingLong(LeaderFill::logIndex))
                .toList();
        Map<KnownFill, Long> before = new HashMap<>();
        there.forEach(fill -> before.put(fill, fill.logIndexIn(earlier)));
        List<KnownFill> inOrder =
                there.stream().sorted(Comparator.comparing(before::get)).toList();
        List<Relocation> relocations = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            KnownFill fill = inOrder.get(i);
            if (fill.logIndex() != sorted.get(i).logIndex()) {
                fill.place(sorted.get(i));
                relocations.add(new Relocation(fill.id(), sorted.get(i)));
            }
        }
        return relocations;
    }

    private static @Nullable String commonBlock(List<KnownFill> fills, String but) {
        for (String block : fills.getFirst().blockHashes()) {
            if (!block.equals(but) && fills.stream().allMatch(fill -> fill.logIndexIn(block) != null)) {
                return block;
            }
        }
        return null;
    }
}
