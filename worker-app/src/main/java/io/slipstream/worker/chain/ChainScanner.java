package io.slipstream.worker.chain;

import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.engine.Cursor;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.worker.engine.EngineInbox;
import io.slipstream.worker.engine.EpochNanos;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Reads ranges of blocks whole, from the last final block that was read to the head. Used by one thread. */
final class ChainScanner {

    private static final Logger log = LoggerFactory.getLogger(ChainScanner.class);
    /** Where a node does not know the finalized tag: far beyond any reorg of the chain as it is (protocol reference 9). */
    private static final long BLOCKS_TO_FINALITY = 64;

    private final LogFilter filter;
    private final FillDecoder decoder;
    private final ScanPosition position;
    private final EngineInbox inbox;
    private final InstantSource clock;
    private final EpochNanos nanos;
    private final @Nullable Long startBlock;
    private final int largestRange;
    private int range;
    private long finalizedSent = -1;

    ChainScanner(
            LogFilter filter,
            FillDecoder decoder,
            ScanPosition position,
            EngineInbox inbox,
            InstantSource clock,
            EpochNanos nanos,
            @Nullable Long startBlock,
            int largestRange) {
        this.filter = filter;
        this.decoder = decoder;
        this.position = position;
        this.inbox = inbox;
        this.clock = clock;
        this.nanos = nanos;
        this.startBlock = startBlock;
        this.largestRange = largestRange;
        this.range = largestRange;
    }

    /** Reads everything up to the node's head; returns the head. */
    long scan(JsonRpcHttp node) throws IOException {
        long finalized = finalized(node);
        long head = node.blockNumber("latest");
        if (position.incomplete()) {
            long first = startBlock == null ? head + 1 : startBlock;
            log.info("leaders without a cursor are followed from block {}", first);
            position.startAt(first);
        }
        long from = position.next();
        long begin = from;
        while (from <= head) {
            long to = Math.min(head, from + range - 1);
            if (!scanRange(node, from, to, Math.min(to, finalized))) {
                continue; // the range was halved
            }
            if (head - begin > largestRange) {
                log.info("read blocks {} to {}, {} of {} behind the head are left", from, to, head - to, head - begin);
            }
            from = to + 1;
            range = Math.min(largestRange, range + Math.max(1, range / 2));
        }
        return head;
    }

    private boolean scanRange(JsonRpcHttp node, long from, long to, long finalizedTo) throws IOException {
        List<JsonNode> logs;
        try {
            logs = node.logs(filter, from, to);
        } catch (RpcException e) {
            if (!e.rangeTooLarge() || range == 1) {
                throw e;
            }
            range = Math.max(1, (int) Math.min(range, to - from + 1) / 2);
            log.info(
                    "{} refuses {} blocks at once ({}); asking for {}",
                    node.url(),
                    to - from + 1,
                    e.getMessage(),
                    range);
            return false;
        }
        List<LeaderFill> fills = logs.stream()
                .map(entry -> decoder.decode(entry, clock.instant()))
                .flatMap(Optional::stream)
                .filter(fill -> fill.blockNumber() >= from && fill.blockNumber() <= to && !position.covers(fill))
                .toList();
        List<Cursor> moved = finalizedTo >= from ? position.advance(finalizedTo) : List.of();
        if (!fills.isEmpty() || finalizedTo > finalizedSent) {
            finalizedSent = Math.max(finalizedSent, finalizedTo);
            inbox.put(new EngineEvent.RangeScanned(nanos.now(), fills, from, finalizedTo, moved));
        }
        return true;
    }

    private static long finalized(JsonRpcHttp node) throws IOException {
        try {
            return node.blockNumber("finalized");
        } catch (RpcException e) {
            log.debug("{} does not know the finalized block: {}", node.url(), e.getMessage());
            return node.blockNumber("latest") - BLOCKS_TO_FINALITY;
        }
    }
}
