package io.slipstream.worker.chain;

import io.slipstream.core.chain.Address;
import io.slipstream.core.engine.CursorMove;
import io.slipstream.worker.node.LogFilter;
import io.slipstream.worker.node.RawLog;
import io.slipstream.worker.source.FollowedLeaders;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Final blocks, handed out once to somebody who follows the fills with cursors of his own. Used by one thread. */
public final class FinalBlocks {

    private final RangeReader ranges;
    private final Coverage coverage;
    private final TipReader tip;
    private final Finality finality;
    private final FollowedLeaders followed;
    private final @Nullable Long startBlock;

    FinalBlocks(
            RangeReader ranges,
            Coverage coverage,
            TipReader tip,
            Finality finality,
            FollowedLeaders followed,
            @Nullable Long startBlock) {
        this.ranges = ranges;
        this.coverage = coverage;
        this.tip = tip;
        this.finality = finality;
        this.followed = followed;
        this.startBlock = startBlock;
    }

    /** Which logs are wanted of these leaders and blocks. */
    public interface Wanted {
        /** The filters, of which any lets a log through. */
        List<LogFilter> filters(Set<Address> leaders, long from, long to);
    }

    /** Takes the logs of some blocks. */
    public interface Sink {
        /**
         * Stores what they hold together with the move.
         *
         * @param leaders of whom they were read
         */
        void take(List<RawLog> logs, Set<Address> leaders, CursorMove move) throws IOException;
    }

    /** Hands out what has become final; tells whether there was anything. */
    public boolean step(Wanted wanted, Sink sink) throws IOException, InterruptedException {
        long target = tip.readTo();
        if (target < 0) {
            return false;
        }
        coverage.forget(goneFrom(coverage.leaders()));
        for (Map.Entry<Long, Set<Address>> begun : Newcomers.startingBlocks(coverage, followed, startBlock, target + 1)
                .entrySet()) {
            sink.take(List.of(), begun.getValue(), coverage.begin(begun.getValue(), begun.getKey()));
        }
        Coverage.Group group = coverage.farthestBehind(target);
        if (group == null) {
            return false;
        }
        long from = group.readTo() + 1;
        long to = coverage.nextStop(group, target);
        Coverage.Group[] standing = {group};
        ranges.read(
                wanted.filters(group.leaders(), from, to),
                from,
                to,
                finality.without(from),
                RangeReader.Expectation.NONE,
                read -> {
                    RangeReader.Piece piece = finality.certain(read);
                    Coverage.Group now = standing[0];
                    sink.take(
                            piece.logs(),
                            now.leaders(),
                            coverage.move(new Coverage.Group(now.exchanges(), now.leaders(), piece.to())));
                    Coverage.Group moved = coverage.advance(now, piece.to());
                    if (moved == null) {
                        throw new IOException("who is followed has changed");
                    }
                    standing[0] = moved;
                });
        return true;
    }

    private Set<Address> goneFrom(Set<Address> covered) {
        Set<Address> gone = new HashSet<>(covered);
        gone.removeAll(followed.all());
        return gone;
    }
}
