package io.slipstream.worker.settings;

import io.slipstream.core.book.QuoteAges;
import io.slipstream.core.engine.EngineConfig;
import io.slipstream.core.execution.PaperConditions;
import io.slipstream.core.execution.SettlementRisk;
import io.slipstream.core.venue.EngineSchedule;
import io.slipstream.persistence.Retention;
import io.slipstream.worker.settings.Choices.BookstoreMode;
import io.slipstream.worker.settings.Choices.ExecutionMode;
import io.slipstream.worker.settings.Choices.Switch;
import io.slipstream.worker.settings.Choices.TriggerMode;
import io.slipstream.worker.settings.Choices.WhenTaken;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Reads the worker's settings from the environment. Defaults are the venue of November 2026 (protocol reference 1.1). */
public final class SettingsReader {

    private static final Set<String> HTTP = Set.of("http", "https");
    private static final Set<String> WS = Set.of("ws", "wss");
    private static final URI NONE = URI.create("http://localhost");
    private static final long DAY_MILLIS = 86_400_000;

    private SettingsReader() {}

    /**
     * Reads and checks everything.
     *
     * @throws InvalidSettingsException if anything is missing or wrong
     */
    public static WorkerSettings read(Environment environment) {
        Flags flags = new Flags(environment);
        if (flags.choice("EXECUTION_MODE", ExecutionMode.class, ExecutionMode.PAPER) == ExecutionMode.LIVE) {
            flags.problem("EXECUTION_MODE", "live", "live execution is not available yet; set paper");
        }
        LeaderSettings leaders = leaders(flags);
        WorkerSettings settings = new WorkerSettings(
                leaders,
                polygon(flags, leaders.trigger()),
                marketData(flags),
                new RegistrySettings(
                        flags.url("GAMMA_URL", "https://gamma-api.polymarket.com", HTTP, NONE),
                        flags.millis("REGISTRY_SYNC_INTERVAL_MS", 60_000, 1_000, DAY_MILLIS),
                        (int) flags.whole("TRACKED_TOKENS", 400, 0, 10_000)),
                engine(flags, leaders.trigger()),
                tape(flags),
                flags.choice("CALIBRATION", Switch.class, Switch.OFF) == Switch.ON,
                flags.choice("WORKER_LOCK", WhenTaken.class, WhenTaken.END),
                retention(flags));
        if (!flags.problems().isEmpty()) {
            throw new InvalidSettingsException(flags.problems());
        }
        return settings;
    }

    private static Retention.Kept retention(Flags flags) {
        return new Retention.Kept(
                days(flags, "RAW_RETENTION_DAYS", 90),
                days(flags, "EQUITY_EVERY_POINT_DAYS", 1),
                days(flags, "EQUITY_BY_MINUTE_DAYS", 30),
                days(flags, "HEALED_GAP_RETENTION_DAYS", 90));
    }

    private static Duration days(Flags flags, String name, long usual) {
        return Duration.ofDays(flags.whole(name, usual, 1, 36_500));
    }

    private static LeaderSettings leaders(Flags flags) {
        TriggerMode trigger = flags.choice("TRIGGER_MODE", TriggerMode.class, TriggerMode.POLYGON);
        return new LeaderSettings(
                trigger,
                LeaderFlags.read(flags),
                flags.url("DATA_API_URL", "https://data-api.polymarket.com", HTTP, NONE),
                flags.millis("DATA_API_POLL_MS", 5_000, 100, DAY_MILLIS));
    }

    private static PolygonSettings polygon(Flags flags, TriggerMode trigger) {
        List<URI> wsUrls = flags.urls("POLYGON_WS_URL", "", WS);
        List<URI> httpUrls = flags.urls("POLYGON_HTTP_URL", "", HTTP);
        if (trigger != TriggerMode.DATA_API) {
            if (httpUrls.isEmpty()) {
                flags.problem(
                        "POLYGON_HTTP_URL",
                        null,
                        "give one or more Polygon nodes, such as https://polygon.drpc.org (comma-separated)");
            }
            if (wsUrls.isEmpty()) {
                flags.problem(
                        "POLYGON_WS_URL", null, "give one or more Polygon nodes that push, wss://… (comma-separated)");
            }
        }
        return new PolygonSettings(
                wsUrls,
                httpUrls,
                (int) flags.whole("POLYGON_SOCKETS_PER_NODE", 1, 1, 8),
                ExchangeFlags.read(flags),
                startBlock(flags),
                flags.millis("POLYGON_SCAN_INTERVAL_MS", 5_000, 100, DAY_MILLIS),
                (int) flags.whole("POLYGON_SCAN_RANGE", 2_000, 1, 100_000),
                flags.whole("POLYGON_CHAIN_ID", 137, 1, Long.MAX_VALUE / 2),
                (int) flags.whole("POLYGON_REQUESTS_PER_SECOND", 20, 1, 10_000),
                flags.millis("AUDIT_INTERVAL_MS", 60_000, 500, DAY_MILLIS),
                flags.millis("LATE_AFTER_MS", 10_000, 0, DAY_MILLIS),
                AddressFlags.set(flags, "KNOWN_CONTRACTS"),
                (int) flags.whole("LEADER_FILTER_THRESHOLD", 500, 0, 1_000_000));
    }

    private static @Nullable Long startBlock(Flags flags) {
        return "head".equalsIgnoreCase(flags.text("START_BLOCK", "head"))
                ? null
                : Long.valueOf(flags.whole("START_BLOCK", 0, 0, Long.MAX_VALUE / 2));
    }

    private static MarketDataSettings marketData(Flags flags) {
        return new MarketDataSettings(
                flags.choice("BOOKSTORE_MODE", BookstoreMode.class, BookstoreMode.WS_SNAPSHOT),
                flags.url("CLOB_MARKET_WS_URL", "wss://ws-subscriptions-clob.polymarket.com/ws/market", WS, NONE),
                flags.url("CLOB_HTTP_URL", "https://clob.polymarket.com", HTTP, NONE),
                (int) flags.whole("MARKET_SOCKET_TOKENS", 200, 1, 500),
                flags.millis("BOOK_RESYNC_PERIOD_MS", 90_000, 1_000, DAY_MILLIS),
                flags.millis("BOOK_REST_INTERVAL_MS", 2_000, 100, DAY_MILLIS),
                freshFor(flags).dividedBy(2),
                Duration.ofHours(flags.whole("TRACK_LEADER_HOURS", 24, 0, 24 * 365)),
                (int) flags.whole("TRACK_LEADER_TOKENS", 5_000, 0, 100_000));
    }

    private static EngineConfig engine(Flags flags, TriggerMode trigger) {
        PaperConditions paper = paper(flags);
        return new EngineConfig(
                PolicyFlags.read(flags, PolicyFlags.USUAL, paper),
                flags.micros("PAPER_CASH_USDC", "10000", "1", "1000000000"),
                paper,
                nanos(flags.millis("EQUITY_INTERVAL_MS", 2_000, 100, DAY_MILLIS)),
                trigger == TriggerMode.BOTH
                        ? nanos(flags.millis("SOURCE_TOLERANCE_MS", 120_000, 1_000, DAY_MILLIS))
                        : 0,
                nanos(flags.millis("BOOK_HISTORY_MS", 120_000, 0, 3_600_000)),
                quoteAges(flags),
                nanos(flags.millis("BOOK_PATIENCE_MS", 1_500, 0, 60_000)),
                nanos(flags.millis("BOOK_HEALTH_INTERVAL_MS", 10_000, 100, DAY_MILLIS)));
    }

    private static PaperConditions paper(Flags flags) {
        // one after the other, or the same samples would be drawn for all at once
        long seed = flags.whole("PAPER_SEED", 1, 0, Long.MAX_VALUE / 2);
        return new PaperConditions(
                LatencyFlags.read(flags, "PAPER_SUBMIT_LATENCY_MS", 150, seed),
                LatencyFlags.read(flags, "PAPER_CANCEL_LATENCY_MS", 150, seed + 1),
                LatencyFlags.read(flags, "PAPER_RESPONSE_LATENCY_MS", 50, seed + 2),
                flags.micros("PAPER_CANCELS_AHEAD", "0.5", "0", "1"),
                nanos(flags.millis("PAPER_EXPLANATION_MS", 1_000, 1, 60_000)),
                flags.choice("PAPER_RESTARTS", Choices.VenueRestarts.class, Choices.VenueRestarts.PUBLISHED)
                                == Choices.VenueRestarts.PUBLISHED
                        ? EngineSchedule.PUBLISHED
                        : EngineSchedule.NONE,
                HaltFlags.read(flags, "PAPER_HALTS"),
                new SettlementRisk(
                        flags.micros("PAPER_SETTLEMENT_FAILURE", "0", "0", "1"),
                        nanos(flags.millis("PAPER_SETTLEMENT_DELAY_MS", 4_000, 0, 3_600_000)),
                        seed));
    }

    private static QuoteAges quoteAges(Flags flags) {
        Duration fresh = freshFor(flags);
        Duration soft = flags.millis("BOOK_SOFT_STALE_MS", 5_000, 2, DAY_MILLIS);
        if (soft.compareTo(fresh) < 0) {
            flags.problem(
                    "BOOK_SOFT_STALE_MS",
                    Long.toString(soft.toMillis()),
                    "must not be less than BOOK_FRESH_MS (%d)".formatted(fresh.toMillis()));
            return new QuoteAges(nanos(fresh), nanos(fresh));
        }
        return new QuoteAges(nanos(fresh), nanos(soft));
    }

    private static Duration freshFor(Flags flags) {
        return flags.millis("BOOK_FRESH_MS", 2_000, 2, DAY_MILLIS);
    }

    private static TapeSettings tape(Flags flags) {
        return new TapeSettings(
                flags.directory("TAPE_DIR"),
                Duration.ofHours(flags.whole("TAPE_RETENTION_HOURS", 72, 1, 87_600)),
                flags.whole("TAPE_BUDGET_MB", 10_240, 16, 100_000_000) << 20,
                flags.whole("TAPE_RESERVE_MB", 1_024, 0, 100_000_000) << 20);
    }

    private static long nanos(Duration duration) {
        return duration.toNanos();
    }
}
