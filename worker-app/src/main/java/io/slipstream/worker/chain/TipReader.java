package io.slipstream.worker.chain;

import io.slipstream.core.chain.Address;
import io.slipstream.core.engine.CursorMove;
import io.slipstream.core.engine.ScanScope;
import io.slipstream.worker.node.LogFilter;
import io.slipstream.worker.source.FollowedLeaders;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the newest blocks for everybody, again and again: from a little before the last final block that was read up to the
 * head, so that nothing depends on a push. What lies further back is the business of {@link Backfill}. Used by one thread.
 */
final class TipReader {

    private static final Logger log = LoggerFactory.getLogger(TipReader.class);
    /** Blocks before the position that are read again and have to hold what is known of them. */
    static final long OVERLAP = 16;

    /**
     * Who is no further behind than this is read along; who is, is caught up with beside. So many blocks are few even for a
     * node that answers for ten at once: the newest ones do not wait for older ones.
     */
    private static final long NEAR = 64;
    /** Cursors that may be written a second: moving them is cheap to miss and dear to do for many leaders. */
    private static final long CURSORS_A_SECOND = 10_000;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Finality finality;
    private final RangeReader ranges;
    private final ScanHandover handover;
    private final Coverage coverage;
    private final KnownLogs known;
    private final ServedRanges served;
    private final FollowedLeaders followed;
    private final @Nullable Long startBlock;
    private final LongSupplier nanoTime;
    private volatile long position = -1;
    private long cursorsDueNanos;

    TipReader(
            Finality finality,
            RangeReader ranges,
            ScanHandover handover,
            Coverage coverage,
            KnownLogs known,
            ServedRanges served,
            FollowedLeaders followed,
            @Nullable Long startBlock,
            LongSupplier nanoTime) {
        this.finality = finality;
        this.ranges = ranges;
        this.handover = handover;
        this.coverage = coverage;
        this.known = known;
        this.served = served;
        this.followed = followed;
        this.startBlock = startBlock;
        this.nanoTime = nanoTime;
        this.cursorsDueNanos = nanoTime.getAsLong();
    }

    /** The last final block read, negative before the first scan. */
    long readTo() {
        return position - 1;
    }

    /** Reads up to the head that two nodes know, or the only one; final is what a node says that has the agreed block. */
    void scan() throws IOException, InterruptedException {
        // who has the agreed blocks is asked every time: a node may have left the chain since the last one
        Finality.Reach reach = finality.ask();
        long head = reach.head();
        long finalized = reach.finalized();
        if (position < 0 && finalized < 0) {
            throw new IOException("no block is final by the word of two nodes, or of the only one");
        }
        if (position < 0 || finalized - position > NEAR) {
            begin(finalized);
        }
        welcome(head);
        Set<Address> leaders = followed.all();
        ScanScope scope = new ScanScope(handover.contracts(), leaders);
        long from = Math.max(1, position - OVERLAP);
        List<LogFilter> filters = handover.filters(leaders, from, head);
        if (filters.isEmpty() || head < position) {
            return;
        }
        ranges.read(filters, from, head, finality.without(finalized), known.of(leaders), piece -> {
            if (piece.to() < position) {
                return;
            }
            long finalTo = finalIn(piece, finalized);
            List<CursorMove> moves =
                    finalTo >= position ? due(coverage.peekTip(position, finalTo), leaders.size()) : List.of();
            handover.hand(piece, scope, position, finalTo, head, moves, true);
            if (finalTo >= position) {
                coverage.advanceTip(position, finalTo);
                position = finalTo + 1;
            }
            served.add(piece);
        });
        known.forgetBefore(Math.min(position, coverage.readByAll()) - OVERLAP);
    }

    /** The last final block of a piece that goes on where the last one ended; one before it if nothing in it is final. */
    private long finalIn(RangeReader.Piece piece, long finalized) {
        long to = Math.min(piece.to(), finalized);
        boolean goesOn = piece.from() <= Math.max(1, position); // there is nothing before block 1
        return goesOn && finality.has(piece.node(), to) ? to : position - 1;
    }

    private void begin(long finalized) {
        long readByAll = coverage.readByAll();
        boolean near = readByAll >= finalized - NEAR && readByAll <= finalized;
        position = (near ? readByAll : finalized) + 1;
        log.info("reading from block {} on", position);
    }

    /** Gives everybody who stands nowhere a place to begin. */
    private void welcome(long head) {
        Newcomers.startingBlocks(coverage, followed, startBlock, head + 1).forEach((block, leaders) -> {
            log.info("{} leaders without a cursor are followed from block {}", leaders.size(), block);
            // stored at once: a restart before anything is final must not begin elsewhere
            handover.tell(coverage.begin(leaders, block), head);
        });
    }

    /** The moves if it is time for cursors to be written, else none: they are made up for by the next. */
    private List<CursorMove> due(List<CursorMove> moves, int leaders) {
        long now = nanoTime.getAsLong();
        if (moves.isEmpty() || now < cursorsDueNanos) {
            return List.of();
        }
        long cursors = (long) leaders * handover.contracts().size();
        cursorsDueNanos = now + cursors * NANOS_PER_SECOND / CURSORS_A_SECOND;
        return moves;
    }
}
