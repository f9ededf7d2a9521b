package io.slipstream.worker.chain;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.worker.node.LogFilter;
import io.slipstream.worker.node.NodePool;
import io.slipstream.worker.node.RawLog;
import io.slipstream.worker.node.RpcNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads final blocks once more, from another node than the first time wherever there is another. */
public final class SecondReading {

    private final RangeReader ranges;
    private final NodePool pool;
    private final ServedRanges served;
    private final ScanHandover handover;
    private final FillDecoder decoder;
    private final TipReader tip;
    private final Finality finality;

    SecondReading(
            RangeReader ranges,
            NodePool pool,
            ServedRanges served,
            ScanHandover handover,
            FillDecoder decoder,
            TipReader tip,
            Finality finality) {
        this.ranges = ranges;
        this.pool = pool;
        this.served = served;
        this.handover = handover;
        this.decoder = decoder;
        this.tip = tip;
        this.finality = finality;
    }

    /**
     * What was read.
     *
     * @param to last block that was read; it may be less than asked for
     * @param fills of the leaders, in no particular order
     * @param endpoints that answered this time
     */
    public record Result(long from, long to, List<LeaderFill> fills, Set<String> endpoints) {}

    /** The last final block that was read for the first time, negative before the first scan. */
    public long firstReadTo() {
        return tip.readTo();
    }

    /** The exchanges whose fills are read. */
    public Set<Address> exchanges() {
        return handover.contracts();
    }

    /** Those of them that have fills in the newest blocks. */
    public Set<Address> exchangesInUse() {
        return handover.contractsAt(Math.max(0, tip.readTo()));
    }

    /** Reads as many of these blocks as were not answered for by all nodes the first time. */
    public Result read(Set<Address> leaders, long from, long limit) throws IOException, InterruptedException {
        long to = limit;
        Set<RpcNode> but = unfit(from, to);
        if (pool.pick(but) == null) {
            to = served.endOf(from, limit);
            but = unfit(from, to);
        }
        return read(leaders, from, to, but);
    }

    /**
     * Reads a block of which two readings said different things once more, through two nodes where there are two, and takes what
     * either has: leaving a log out is a common fault, and having one too many in an agreed block is none.
     */
    public Result readAgain(Set<Address> leaders, long block) throws IOException, InterruptedException {
        Result one = read(leaders, block, block, unfit(block, block));
        Set<RpcNode> spoken = new HashSet<>(finality.without(block));
        pool.live().stream()
                .filter(node -> one.endpoints().contains(node.name()))
                .forEach(spoken::add);
        return pool.pick(spoken) == null ? one : either(one, read(leaders, block, block, spoken));
    }

    private static Result either(Result one, Result other) {
        Map<String, LeaderFill> fills = new LinkedHashMap<>();
        Stream.concat(one.fills().stream(), other.fills().stream())
                .forEach(fill -> fills.merge(
                        fill.sighting(), fill, (first, second) -> first.effective() == null ? second : first));
        Set<String> endpoints = new TreeSet<>(one.endpoints());
        endpoints.addAll(other.endpoints());
        return new Result(one.from(), one.to(), List.copyOf(fills.values()), endpoints);
    }

    private Result read(Set<Address> leaders, long from, long to, Set<RpcNode> but)
            throws IOException, InterruptedException {
        List<LeaderFill> fills = new ArrayList<>();
        Set<String> endpoints = new TreeSet<>();
        List<LogFilter> filters = handover.filters(leaders, from, to);
        if (!filters.isEmpty()) {
            ranges.read(filters, from, to, but, RangeReader.Expectation.NONE, read -> {
                RangeReader.Piece piece = finality.certain(read);
                endpoints.add(piece.node().name());
                for (RawLog entry : FillDecoder.inOrder(piece.logs())) {
                    List<LeaderFill> _ = decoder.hear(entry);
                    LeaderFill fill = decoder.decode(entry);
                    if (fill != null && leaders.contains(fill.leader())) {
                        fills.add(fill);
                    }
                }
            });
        }
        return new Result(from, to, List.copyOf(fills), endpoints);
    }

    /** Who answered the first time, and who may have other blocks. */
    private Set<RpcNode> unfit(long from, long to) {
        Set<RpcNode> nodes = new HashSet<>(served.of(from, to));
        nodes.addAll(finality.without(to));
        return nodes;
    }
}
