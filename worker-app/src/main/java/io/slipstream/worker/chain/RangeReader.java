package io.slipstream.worker.chain;

import io.slipstream.worker.feed.Backoff;
import io.slipstream.worker.feed.HttpExchange;
import io.slipstream.worker.feed.HttpStatusException;
import io.slipstream.worker.node.LogFilter;
import io.slipstream.worker.node.NodePool;
import io.slipstream.worker.node.RangeLimit;
import io.slipstream.worker.node.RawLog;
import io.slipstream.worker.node.RpcException;
import io.slipstream.worker.node.RpcNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads ranges of blocks whole, several pieces at once, and hands them over in order. Pieces are as wide as a node answers;
 * a node that refuses is asked for fewer, one that fails is replaced by another. An answer is believed only if it holds what
 * is known already, and a wide empty one only if narrow ones are empty too. Thread-safe.
 */
public final class RangeReader implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RangeReader.class);
    private static final int PIECES_AT_ONCE = 8;
    private static final int MOST_TRIES = 8;
    private static final int CONTENT_TOO_LARGE = 413;

    private final NodePool pool;
    private final RandomGenerator random;
    private final Duration firstPause;
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("range-", 1).factory());

    /**
     * Reads from these nodes.
     *
     * @param firstPause after a failure; it doubles with every further one, up to a second
     */
    RangeReader(NodePool pool, RandomGenerator random, Duration firstPause) {
        this.pool = pool;
        this.random = random;
        this.firstPause = firstPause;
    }

    /**
     * A piece of a range.
     *
     * @param logs everything that the filters let through, in no particular order
     * @param node that answered
     */
    public record Piece(long from, long to, List<RawLog> logs, RpcNode node) {}

    /** What an answer has to hold to be believed at once. */
    public interface Expectation {

        /** Nothing. */
        Expectation NONE = new Expectation() {
            @Override
            public Set<String> missingIn(long from, long to, List<RawLog> logs) {
                return Set.of();
            }

            @Override
            public void forget(Set<String> places) {}
        };

        /** The places of the logs that are known of these blocks and not among these. */
        Set<String> missingIn(long from, long to, List<RawLog> logs);

        /** Two answers agree that these are gone. */
        void forget(Set<String> places);
    }

    /** Takes pieces, in order and without gaps. */
    public interface Sink {
        /** The next piece. */
        void accept(Piece piece) throws IOException;
    }

    /**
     * Reads a range, both ends included.
     *
     * @param filters of which any lets a log through
     * @param but nodes that are not asked, unless there is no other
     * @param expected what answers have to hold to be believed at once
     */
    public void read(List<LogFilter> filters, long from, long to, Set<RpcNode> but, Expectation expected, Sink sink)
            throws IOException, InterruptedException {
        Deque<Future<List<Piece>>> pieces = new ArrayDeque<>();
        long next = from;
        try {
            while (next <= to || !pieces.isEmpty()) {
                while (next <= to && pieces.size() < PIECES_AT_ONCE) {
                    long begin = next;
                    long end = Math.min(to, next + pool.pickAny(but).range().current() - 1);
                    pieces.add(executor.submit(() -> piece(filters, begin, end, but, expected)));
                    next = end + 1;
                }
                for (Piece piece : pieces.removeFirst().get()) {
                    sink.accept(piece);
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            pieces.forEach(piece -> piece.cancel(true));
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    /** One piece, or several where the node at hand does not answer for so many blocks. */
    private List<Piece> piece(List<LogFilter> filters, long from, long to, Set<RpcNode> but, Expectation expected)
            throws IOException {
        List<Piece> done = new ArrayList<>();
        Set<RpcNode> tried = new HashSet<>(but);
        Backoff backoff = Backoff.alone(firstPause, random);
        Set<String> doubted = Set.of();
        int tries = 0;
        long begin = from;
        while (begin <= to) {
            RpcNode node = pool.pickAny(tried);
            long end = Math.min(to, begin + node.range().current() - 1);
            try {
                List<RawLog> logs = answered(node, filters, begin, end, but);
                Set<String> missing = expected.missingIn(begin, end, logs);
                if (!missing.isEmpty() && !doubted.containsAll(missing)) {
                    log.info(
                            "{} answers without {} logs that are known of blocks {} to {}; asking again",
                            node.name(),
                            missing.size(),
                            begin,
                            end);
                    if (++tries >= MOST_TRIES) {
                        throw new IOException("no two answers agree on blocks %d to %d".formatted(begin, end));
                    }
                    doubted = missing;
                    tried = new HashSet<>(but);
                    tried.add(node);
                    continue;
                }
                expected.forget(missing);
                done.add(new Piece(begin, end, logs, node));
                begin = end + 1;
                doubted = Set.of();
                tries = 0;
            } catch (IOException e) {
                if (fewerMayHelp(e) && end > begin) {
                    node.range().refused(end - begin + 1);
                    log.info(
                            "{} does not answer for {} blocks at once ({}); asking for {}",
                            node.name(),
                            end - begin + 1,
                            e.getMessage(),
                            node.range().current());
                    continue;
                }
                if (Thread.currentThread().isInterrupted() || ++tries >= MOST_TRIES) {
                    throw e;
                }
                pool.failed(node, e);
                tried.add(node);
                log.debug("{} for blocks {} to {}: {}", node.name(), begin, end, e.getMessage());
                pause(backoff.next());
            }
        }
        return done;
    }

    private List<RawLog> answered(RpcNode node, List<LogFilter> filters, long from, long to, Set<RpcNode> but)
            throws IOException {
        if (node.record().head() < to && node.head() < to) {
            throw new IOException("%s knows no block %d yet".formatted(node.name(), to));
        }
        List<RawLog> logs = ask(node, filters, from, to);
        long blocks = to - from + 1;
        if (logs.isEmpty() && blocks > RangeLimit.NARROW && !node.range().provenFor(blocks)) {
            Set<RpcNode> unasked = new HashSet<>(but);
            unasked.add(node);
            RpcNode other = pool.pick(unasked);
            if (other == null || other.record().head() < to) {
                other = node; // what another does not have yet it cannot confirm
            }
            for (long begin = from; begin <= to; begin += RangeLimit.NARROW) {
                logs.addAll(ask(other, filters, begin, Math.min(to, begin + RangeLimit.NARROW - 1)));
            }
            if (!logs.isEmpty()) {
                log.warn(
                        "{} answered blocks {} to {} with nothing and without an error, {} logs are there;"
                                + " it is asked for fewer from now on",
                        node.name(),
                        from,
                        to,
                        logs.size());
                node.range().lied(blocks);
                return logs;
            }
        }
        node.range().answered(blocks, !logs.isEmpty());
        pool.answered(node);
        return logs;
    }

    private static List<RawLog> ask(RpcNode node, List<LogFilter> filters, long from, long to) throws IOException {
        List<RawLog> logs = new ArrayList<>();
        for (LogFilter filter : filters) {
            for (RawLog entry : node.logs(filter.toJson(), from, to)) {
                if (!entry.removed() && entry.block() >= from && entry.block() <= to) {
                    logs.add(entry);
                }
            }
        }
        return logs;
    }

    private static void pause(Duration pause) throws InterruptedIOException {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while reading");
        }
    }

    private static boolean fewerMayHelp(IOException refusal) {
        return switch (refusal) {
            case RpcException error -> error.rangeTooLarge();
            case HttpStatusException status -> status.status() == CONTENT_TOO_LARGE;
            case HttpExchange.AnswerTooLargeException _ -> true;
            case InterruptedIOException _ -> !Thread.currentThread().isInterrupted();
            default -> false;
        };
    }
}
