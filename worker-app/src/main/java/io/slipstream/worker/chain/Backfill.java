package io.slipstream.worker.chain;

import io.slipstream.core.engine.ScanScope;
import io.slipstream.worker.node.LogFilter;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Catches up with those who are behind the newest blocks: after a pause of the worker, or because they are followed from a
 * block of the past. Nobody else's history is read again for them. Used by one thread.
 */
final class Backfill {

    private final RangeReader ranges;
    private final ScanHandover handover;
    private final Coverage coverage;
    private final KnownLogs known;
    private final TipReader tip;
    private final Finality finality;
    private final ServedRanges served;
    private final CatchUpProgress progress;

    Backfill(
            RangeReader ranges,
            ScanHandover handover,
            Coverage coverage,
            KnownLogs known,
            TipReader tip,
            Finality finality,
            ServedRanges served,
            CatchUpProgress progress) {
        this.ranges = ranges;
        this.handover = handover;
        this.coverage = coverage;
        this.known = known;
        this.tip = tip;
        this.finality = finality;
        this.served = served;
        this.progress = progress;
    }

    /** Reads for the group that is farthest behind, up to where the next one stands; tells whether there was one. */
    boolean step() throws IOException, InterruptedException {
        long target = tip.readTo();
        Coverage.Group group = target < 0 ? null : coverage.farthestBehind(target);
        if (group == null) {
            progress.done();
            return false;
        }
        long from = group.readTo() + 1;
        long to = coverage.nextStop(group, target);
        ScanScope scope = new ScanScope(group.exchanges(), group.leaders());
        List<LogFilter> filters = handover.filters(group.leaders(), from, to);
        progress.begin(group.leaders().size(), from, target);
        Standing standing = new Standing(group);
        if (filters.isEmpty()) {
            standing.moved(to); // no exchange was there in these blocks
            return true;
        }
        // a little from before is read again and has to hold what is known of it
        long overlapping = Math.max(1, from - TipReader.OVERLAP);
        ranges.read(filters, overlapping, to, finality.without(from), known.of(group.leaders()), read -> {
            RangeReader.Piece piece = finality.certain(read);
            Coverage.Group now = standing.group;
            if (now == null || piece.to() < from) {
                return; // somebody of the group is followed no more: begun again for those who are left
            }
            handover.hand(
                    piece,
                    scope,
                    from,
                    piece.to(),
                    target,
                    List.of(coverage.move(new Coverage.Group(now.exchanges(), now.leaders(), piece.to()))),
                    false);
            standing.moved(piece.to());
            served.add(piece);
            progress.at(piece.to());
        });
        return true;
    }

    private final class Standing {
        private Coverage.@Nullable Group group;

        Standing(Coverage.Group group) {
            this.group = group;
        }

        void moved(long readTo) {
            if (group != null) {
                group = coverage.advance(group, readTo);
            }
        }
    }
}
