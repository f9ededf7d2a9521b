package io.slipstream.worker.chain;

import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.engine.Cursor;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.worker.engine.EngineInbox;
import io.slipstream.worker.engine.EpochNanos;
import io.slipstream.worker.feed.Endpoints;
import io.slipstream.worker.feed.HttpExchange;
import io.slipstream.worker.feed.HttpStatusException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Reads ranges of blocks whole, from the last final block that was read to the head. Used by one thread. */
final class ChainScanner {

    private static final Logger log = LoggerFactory.getLogger(ChainScanner.class);
    /** Where a node does not know the finalized tag: far beyond any reorg of the chain as it is (protocol reference 9). */
    private static final long BLOCKS_TO_FINALITY = 64;

    private static final int ANSWERS_TO_AGREE = 2;
    private static final int CONTENT_TOO_LARGE = 413;
    private static final Duration HEAD_PATIENCE = Duration.ofSeconds(60);

    private final LogFilter filter;
    private final FillDecoder decoder;
    private final ScanPosition position;
    private final EngineInbox inbox;
    private final InstantSource clock;
    private final EpochNanos nanos;
    private final @Nullable Long startBlock;
    private final int largestRange;
    private final PushedFills pushed;
    private int range;
    private int doubts;
    private long lastHead = -1;
    private Instant lastHeadAt = Instant.MAX.minusSeconds(1_000_000);
    private long finalizedSent = -1;

    ChainScanner(
            LogFilter filter,
            FillDecoder decoder,
            ScanPosition position,
            EngineInbox inbox,
            InstantSource clock,
            EpochNanos nanos,
            @Nullable Long startBlock,
            int largestRange,
            PushedFills pushed) {
        this.filter = filter;
        this.decoder = decoder;
        this.position = position;
        this.inbox = inbox;
        this.clock = clock;
        this.nanos = nanos;
        this.startBlock = startBlock;
        this.largestRange = largestRange;
        this.pushed = pushed;
        this.range = largestRange;
    }

    /** Reads everything up to the node's head; returns the head. */
    long scan(JsonRpcHttp node) throws IOException {
        long finalized = finalized(node);
        long head = node.blockNumber("latest");
        checkHead(node, head);
        if (position.incomplete()) {
            long first = startBlock == null ? head + 1 : startBlock;
            log.info("leaders without a cursor are followed from block {}", first);
            // stored at once: a restart before anything is final must not begin elsewhere
            send(List.of(), first, first - 1, position.startAt(first));
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
        } catch (IOException e) {
            if (!fewerMayHelp(e) || to == from) {
                throw e;
            }
            range = Math.max(1, (int) Math.min(range, to - from + 1) / 2);
            log.info(
                    "{} does not answer for {} blocks at once ({}); asking for {}",
                    Endpoints.shown(node.url()),
                    to - from + 1,
                    e.getMessage(),
                    range);
            return false;
        }
        List<LeaderFill> fills = withTimes(
                node,
                logs.stream()
                        .map(entry -> decoder.decode(entry, clock.instant()))
                        .flatMap(Optional::stream)
                        .filter(fill -> fill.blockNumber() >= from && fill.blockNumber() <= to)
                        .toList());
        if (finalizedTo >= from) {
            believe(node, from, finalizedTo, fills);
        }
        List<LeaderFill> wanted =
                fills.stream().filter(fill -> !position.covers(fill)).toList();
        List<Cursor> moved = finalizedTo >= from ? position.advance(finalizedTo) : List.of();
        pushed.forgetUpTo(Math.min(finalizedTo, position.next() - 1));
        if (!wanted.isEmpty() || finalizedTo > finalizedSent) {
            finalizedSent = Math.max(finalizedSent, finalizedTo);
            send(wanted, from, finalizedTo, moved);
        }
        return true;
    }

    private void send(List<LeaderFill> fills, long from, long finalizedTo, List<Cursor> moved) {
        inbox.put(new EngineEvent.RangeScanned(
                nanos.now(),
                filter.exchangeAddresses(),
                Set.copyOf(filter.leaders()),
                fills,
                from,
                finalizedTo,
                moved));
    }

    /**
     * What one node does not hold of final blocks, though it was pushed, is gone only if the next answer says so too: nodes
     * behind one address are not equally far, and an answer that is short looks like a reorg.
     */
    private void believe(JsonRpcHttp node, long from, long finalizedTo, List<LeaderFill> fills) throws IOException {
        int missing = pushed.missingIn(from, finalizedTo, fills);
        if (missing > 0 && doubts < ANSWERS_TO_AGREE - 1) {
            doubts++;
            throw new IOException("%s answers without %d fills that were pushed for blocks %d to %d; asking again"
                    .formatted(Endpoints.shown(node.url()), missing, from, finalizedTo));
        }
        doubts = 0;
    }

    /** Nodes may leave out the time of a log's block; without it nobody can tell how old a fill is. */
    private List<LeaderFill> withTimes(JsonRpcHttp node, List<LeaderFill> fills) throws IOException {
        Map<Long, Long> times = new HashMap<>();
        List<LeaderFill> timed = new ArrayList<>();
        for (LeaderFill fill : fills) {
            if (fill.fillTimeNanos() != null) {
                timed.add(fill);
                continue;
            }
            Long seconds = times.get(fill.blockNumber());
            if (seconds == null) {
                seconds = node.blockTime(fill.blockNumber());
                times.put(fill.blockNumber(), seconds);
            }
            timed.add(fill.at(seconds * 1_000_000_000L));
        }
        return timed;
    }

    private static boolean fewerMayHelp(IOException refusal) {
        return switch (refusal) {
            case RpcException error -> error.rangeTooLarge();
            case HttpStatusException status -> status.status() == CONTENT_TOO_LARGE;
            case HttpExchange.AnswerTooLargeException _, InterruptedIOException _ -> true;
            default -> false;
        };
    }

    /** A head that stands still is a node that is stuck, however promptly it answers. */
    private void checkHead(JsonRpcHttp node, long head) throws IOException {
        Instant now = clock.instant();
        if (head != lastHead) {
            lastHead = head;
            lastHeadAt = now;
        } else if (now.isAfter(lastHeadAt.plus(HEAD_PATIENCE))) {
            lastHeadAt = now;
            throw new IOException("%s stands still at block %d for %d s"
                    .formatted(Endpoints.shown(node.url()), head, HEAD_PATIENCE.toSeconds()));
        }
    }

    private static long finalized(JsonRpcHttp node) throws IOException {
        try {
            return node.blockNumber("finalized");
        } catch (RpcException e) {
            log.debug("{} does not know the finalized block: {}", Endpoints.shown(node.url()), e.getMessage());
            return node.blockNumber("latest") - BLOCKS_TO_FINALITY;
        }
    }
}
