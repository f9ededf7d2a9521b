package io.slipstream.worker.dataapi;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micrometer.core.instrument.Counter;
import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.worker.engine.EpochNanos;
import io.slipstream.worker.feed.Backoff;
import io.slipstream.worker.feed.Feed;
import io.slipstream.worker.feed.HttpExchange;
import io.slipstream.worker.feed.HttpStatusException;
import io.slipstream.worker.feed.RateBudget;
import io.slipstream.worker.source.FollowedLeaders;
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
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import okhttp3.HttpUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Leader fills from the Data API, one leader after the other, within a budget of requests. Each answer is one window of time
 * that fits into a single page, so that equal rows can be counted and no page boundary skips or repeats any; windows
 * overlap, since rows appear late. {@code /trades} is asked, and {@code /activity} where that does not answer.
 */
final class DataApiSource implements LeaderFillSource {

    /** The source's name in stored fills. */
    static final String NAME = "data_api";

    /** Rows that are read again because they may have appeared late. */
    static final Duration OVERLAP = Duration.ofMinutes(15);

    private static final Logger log = LoggerFactory.getLogger(DataApiSource.class);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final long LONGEST_UNTOLD_SECONDS = 30;

    private final URI url;
    private final HttpExchange http;
    private final Feed feed;
    private final FollowedLeaders followed;
    private final Sink sink;
    private final InstantSource clock;
    private final EpochNanos nanos;
    private final Duration interval;
    private final RateBudget budget;
    private final Counter rejected;
    /** By leader, the time in seconds up to which everything was read. */
    private final Map<Address, Long> readUpTo;

    private final Map<Address, Long> begunAt = new HashMap<>();
    private final Map<Address, Long> toldUpTo = new HashMap<>();

    private final Backoff backoff = Backoff.alone(Duration.ofMillis(500), RandomGenerator.getDefault());
    private final Thread thread = Thread.ofPlatform().name("data-api").unstarted(this::run);
    private volatile boolean running = true;

    /** The two places where the same rows are found, and how many each gives at once. */
    private enum Place {
        TRADES("trades", 10_000),
        ACTIVITY("activity", 500);

        private final String path;
        private final int page;

        Place(String path, int page) {
            this.path = path;
            this.page = page;
        }
    }

    /** Takes what was read of a leader. */
    interface Sink {
        void accept(Address leader, List<LeaderFill> fills, long readUpToSeconds);
    }

    DataApiSource(
            URI url,
            HttpExchange http,
            Feed feed,
            FollowedLeaders followed,
            Sink sink,
            InstantSource clock,
            EpochNanos nanos,
            Duration interval,
            RateBudget budget,
            Counter rejected,
            Map<Address, Long> readUpTo) {
        this.url = url;
        this.http = http;
        this.feed = feed;
        this.followed = followed;
        this.sink = sink;
        this.clock = clock;
        this.nanos = nanos;
        this.interval = interval;
        this.budget = budget;
        this.rejected = rejected;
        this.readUpTo = new HashMap<>(readUpTo);
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
                for (Address leader : followed.all().stream().sorted().toList()) {
                    TimeUnit.NANOSECONDS.sleep(budget.book().toNanos());
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
        for (Place place : Place.values()) {
            try {
                poll(leader, place);
                return true;
            } catch (IOException | RuntimeException e) {
                if (!running) {
                    return false;
                }
                if (e instanceof HttpStatusException status && status.status() == TOO_MANY_REQUESTS) {
                    budget.tooOften(status.retryAfter());
                }
                feed.failed(String.valueOf(e.getMessage()));
                log.warn("{} could not be read from /{} of the Data API: {}", leader, place.path, e.getMessage());
            }
        }
        return false;
    }

    private void poll(Address leader, Place place) throws IOException {
        long now = clock.instant().getEpochSecond();
        // whoever is new is read from now on: what he did before is not followed
        long begun = begunAt.computeIfAbsent(leader, _ -> readUpTo.containsKey(leader) ? 0 : now);
        long first = readUpTo.computeIfAbsent(leader, _ -> now);
        long from = Math.max(begun, first - OVERLAP.toSeconds());
        long to = now;
        while (from <= to) {
            JsonNode rows = rows(leader, place, from, to);
            if (rows.size() >= place.page && to > from) {
                to = from + (to - from) / 2; // does not fit: the earlier half first
                continue;
            }
            hand(rows, leader, to);
            feed.delivered();
            budget.answered();
            from = to + 1;
            to = now;
        }
        readUpTo.put(leader, now);
    }

    private JsonNode rows(Address leader, Place place, long from, long to) throws IOException {
        HttpUrl.Builder asked = HttpExchange.url(url, place.path)
                .addQueryParameter("user", leader.hex())
                .addQueryParameter("limit", Integer.toString(place.page))
                .addQueryParameter("start", Long.toString(from))
                .addQueryParameter("end", Long.toString(to));
        JsonNode rows = http.get(
                feed,
                url,
                switch (place) {
                    case TRADES -> asked.addQueryParameter("takerOnly", "false").build();
                    case ACTIVITY -> asked.addQueryParameter("type", "TRADE").build();
                });
        if (!rows.isArray()) {
            throw new IOException("/" + place.path + " answered no array");
        }
        return rows;
    }

    private void hand(JsonNode rows, Address leader, long to) {
        Instant detectedAt = clock.instant();
        List<LeaderFill> fills = fills(rows, leader, detectedAt, nanos.now());
        if (!fills.isEmpty() || to - toldUpTo.getOrDefault(leader, 0L) >= LONGEST_UNTOLD_SECONDS) {
            toldUpTo.put(leader, to);
            sink.accept(leader, fills, to);
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
