package io.slipstream.worker.dataapi;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micrometer.core.instrument.Counter;
import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.worker.engine.EpochNanos;
import io.slipstream.worker.feed.Backoff;
import io.slipstream.worker.feed.Feed;
import io.slipstream.worker.feed.HttpExchange;
import io.slipstream.worker.source.LeaderFillSource;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Leader fills from {@code /trades}, one leader after the other. Each answer is one window of time that fits into a single
 * page, so that equal rows can be counted and no page boundary skips or repeats any; windows overlap, since rows appear
 * late.
 */
final class DataApiSource implements LeaderFillSource {

    /** The source's name in stored fills. */
    static final String NAME = "data_api";

    private static final Logger log = LoggerFactory.getLogger(DataApiSource.class);
    private static final int PAGE = 10_000;
    private static final long OVERLAP_SECONDS = 900;

    private final URI url;
    private final HttpExchange http;
    private final Feed feed;
    private final Consumer<List<LeaderFill>> sink;
    private final InstantSource clock;
    private final EpochNanos nanos;
    private final Duration interval;
    private final Counter rejected;
    /** By leader, the time in seconds up to which everything was read. */
    private final SortedMap<Address, Long> readUpTo;

    private final Backoff backoff =
            new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), RandomGenerator.getDefault());
    private final Thread thread = Thread.ofPlatform().name("data-api").unstarted(this::run);
    private volatile boolean running = true;

    DataApiSource(
            URI url,
            HttpExchange http,
            Feed feed,
            Consumer<List<LeaderFill>> sink,
            InstantSource clock,
            EpochNanos nanos,
            Duration interval,
            Counter rejected,
            Map<Address, Long> readUpTo) {
        this.url = url;
        this.http = http;
        this.feed = feed;
        this.sink = sink;
        this.clock = clock;
        this.nanos = nanos;
        this.interval = interval;
        this.rejected = rejected;
        this.readUpTo = new TreeMap<>(readUpTo);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
    }

    private void run() {
        Duration pause = Duration.ZERO;
        while (running) {
            try {
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
                boolean all = true;
                for (Address leader : List.copyOf(readUpTo.keySet())) {
                    all &= tried(leader);
                }
                if (all) {
                    backoff.reset();
                }
                pause = all ? interval : backoff.next();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Reads one leader; one that cannot be read does not keep the others from it. */
    private boolean tried(Address leader) {
        try {
            poll(leader);
            return true;
        } catch (IOException | RuntimeException e) {
            if (running) {
                feed.failed(String.valueOf(e.getMessage()));
                log.warn("{} could not be read from the Data API: {}; again soon", leader, e.getMessage());
            }
            return false;
        }
    }

    private void poll(Address leader) throws IOException {
        long first = readUpTo.getOrDefault(leader, 0L);
        long from = first - OVERLAP_SECONDS;
        long now = clock.instant().getEpochSecond();
        long to = now;
        while (from <= to) {
            JsonNode rows = rows(leader, from, to);
            if (rows.size() >= PAGE && to > from) {
                to = from + (to - from) / 2; // does not fit: the earlier half first
                continue;
            }
            hand(rows, leader);
            feed.delivered();
            from = to + 1;
            to = now;
        }
        readUpTo.put(leader, now);
    }

    private JsonNode rows(Address leader, long from, long to) throws IOException {
        JsonNode rows = http.get(HttpExchange.url(url, "trades")
                .addQueryParameter("user", leader.hex())
                .addQueryParameter("takerOnly", "false")
                .addQueryParameter("limit", Integer.toString(PAGE))
                .addQueryParameter("start", Long.toString(from))
                .addQueryParameter("end", Long.toString(to))
                .build());
        if (!rows.isArray()) {
            throw new IOException("/trades answered no array");
        }
        return rows;
    }

    private void hand(JsonNode rows, Address leader) {
        Instant detectedAt = clock.instant();
        List<LeaderFill> fills = fills(rows, leader, detectedAt, nanos.now());
        if (!fills.isEmpty()) {
            sink.accept(fills);
        }
    }

    /** The leader's fills of one answer, oldest first. */
    List<LeaderFill> fills(JsonNode rows, Address leader, Instant detectedAt, long detectedAtNanos) {
        Map<TradeRow, Integer> equals = new HashMap<>();
        List<LeaderFill> fills = new ArrayList<>();
        for (JsonNode node : rows) {
            Optional<TradeRow> row = read(node);
            if (row.isEmpty() || !row.get().wallet().equals(leader)) {
                continue;
            }
            int occurrence = equals.merge(row.get(), 1, Integer::sum) - 1;
            if (occurrence >= RowIdentity.MOST_EQUALS) {
                reject(node, "more equal rows than can be told apart");
                continue;
            }
            fills.add(RowIdentity.fill(
                    row.get(),
                    occurrence,
                    UuidCreator.getTimeOrderedEpoch(detectedAt),
                    detectedAtNanos,
                    node.toString()));
        }
        return fills.reversed();
    }

    private Optional<TradeRow> read(JsonNode node) {
        try {
            return TradeRowParser.parse(node);
        } catch (IllegalArgumentException | ArithmeticException e) {
            reject(node, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void reject(JsonNode node, String reason) {
        rejected.increment();
        log.warn("rejected a row of the Data API: {} ({})", reason, node.path("transactionHash"));
    }
}
