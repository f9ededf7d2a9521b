package io.slipstream.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.core.copy.CopyPolicy;
import io.slipstream.core.copy.Decision;
import io.slipstream.core.copy.SkipReason;
import io.slipstream.core.engine.Cursor;
import io.slipstream.core.engine.Effect;
import io.slipstream.core.engine.RestoredState;
import io.slipstream.core.engine.StoredFill;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Micros;
import io.slipstream.persistence.BookWishStore;
import io.slipstream.persistence.CalibrationStore;
import io.slipstream.persistence.Journal;
import io.slipstream.persistence.LedgerStore;
import io.slipstream.persistence.MarketStore;
import io.slipstream.persistence.OpenOrderStore;
import io.slipstream.persistence.Partitions;
import io.slipstream.persistence.QuarantineStore;
import io.slipstream.worker.dataapi.DataApiSourceFactory;
import io.slipstream.worker.engine.EngineInbox;
import io.slipstream.worker.engine.EngineMetrics;
import io.slipstream.worker.engine.EngineThread;
import io.slipstream.worker.engine.EpochNanos;
import io.slipstream.worker.engine.FailedEvents;
import io.slipstream.worker.engine.InboxMeters;
import io.slipstream.worker.engine.JournalThread;
import io.slipstream.worker.feed.Feeds;
import io.slipstream.worker.market.MarketFeed;
import io.slipstream.worker.market.MarketFeedFactory;
import io.slipstream.worker.ops.StandingTasks;
import io.slipstream.worker.registry.BookFeed;
import io.slipstream.worker.registry.RegistryFactory;
import io.slipstream.worker.registry.RegistrySync;
import io.slipstream.worker.registry.TokenRegistry;
import io.slipstream.worker.session.SessionRecorder;
import io.slipstream.worker.settings.WorkerSettings;
import io.slipstream.worker.source.FollowedLeaders;
import io.slipstream.worker.source.LeaderWatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Starts the parts in the order in which they need each other, from what the worker before left, and stops them in the
 * order in which nothing is lost: sources first, then the engine, then the journal once it has written what waits.
 */
@Component
class WorkerRuntime implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(WorkerRuntime.class);
    private static final Duration RECENT = Duration.ofHours(1);
    private static final Duration MARGIN = Duration.ofMinutes(10);
    private static final Duration JOURNAL_PATIENCE = Duration.ofMinutes(1);
    private static final Duration CALIBRATION_KEPT = Duration.ofDays(90);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(8);

    private final WorkerSettings settings;
    private final LeaderWatch leaderWatch;
    private final FollowedLeaders followed;
    private final LedgerStore ledger;
    private final Partitions partitions;
    private final BookWishStore bookWishes;
    private final OpenOrderStore openOrders;
    private final MarketStore markets;
    private final CalibrationStore calibration;
    private final Journal journal;
    private final QuarantineStore quarantine;
    private final DataApiSourceFactory dataApi;
    private final DetectionFactory detections;
    private final MarketFeedFactory marketFeeds;
    private final RegistryFactory registries;
    private final EngineInbox inbox;
    private final EngineMetrics metrics;
    private final Feeds feeds;
    private final StandingTasks tasks;
    private final InstantSource clock;
    private final EpochNanos nanos;
    private final MeterRegistry meters;
    private final SessionRecorder recorder;
    private volatile @Nullable WorkerParts parts;

    WorkerRuntime(
            WorkerSettings settings,
            LeaderWatch leaderWatch,
            FollowedLeaders followed,
            LedgerStore ledger,
            Partitions partitions,
            BookWishStore bookWishes,
            OpenOrderStore openOrders,
            MarketStore markets,
            CalibrationStore calibration,
            Journal journal,
            QuarantineStore quarantine,
            DataApiSourceFactory dataApi,
            DetectionFactory detections,
            MarketFeedFactory marketFeeds,
            RegistryFactory registries,
            EngineInbox inbox,
            EngineMetrics metrics,
            Feeds feeds,
            StandingTasks tasks,
            InstantSource clock,
            EpochNanos nanos,
            MeterRegistry meters,
            SessionRecorder recorder) {
        this.settings = settings;
        this.leaderWatch = leaderWatch;
        this.followed = followed;
        this.ledger = ledger;
        this.partitions = partitions;
        this.bookWishes = bookWishes;
        this.openOrders = openOrders;
        this.markets = markets;
        this.calibration = calibration;
        this.journal = journal;
        this.quarantine = quarantine;
        this.dataApi = dataApi;
        this.detections = detections;
        this.marketFeeds = marketFeeds;
        this.registries = registries;
        this.inbox = inbox;
        this.metrics = metrics;
        this.feeds = feeds;
        this.tasks = tasks;
        this.clock = clock;
        this.nanos = nanos;
        this.meters = meters;
        this.recorder = recorder;
    }

    @Override
    public void start() {
        partitions.ensure(clock.instant());
        leaderWatch.start(settings.leaders().labels());
        RestoredState restored = restore();
        TokenRegistry registry = new TokenRegistry();
        registry.learn(restored.instruments());
        PartsRouter router = new PartsRouter();
        JournalThread journalThread = new JournalThread(
                journal,
                followed::ids,
                feeds.register("postgresql", JOURNAL_PATIENCE),
                tasks.register("journal", JOURNAL_PATIENCE),
                metrics);
        EngineThread engine = new EngineThread(
                settings.engine(),
                restored,
                inbox,
                journalThread,
                router,
                metrics,
                nanos,
                recorder,
                new FailedEvents(quarantine, clock),
                ProcessEnd::restart);
        MarketFeed market = marketFeeds.create(settings.marketData(), router::news);
        RegistrySync sync = registries.sync(settings.registry(), registry, new RegistryNews(market));
        Detection detection = detections.create(settings, restored.fills(), market::keeps);
        WorkerParts started = new WorkerParts(detection, market, sync, engine, journalThread, registry);
        router.reach(started);
        parts = started;
        InboxMeters.register(meters, inbox, nanos);
        meters.gauge("slipstream.journal.depth", journalThread, JournalThread::depth);
        meters.gauge("slipstream.registry.tokens", registry, TokenRegistry::size);
        journalThread.start();
        engine.start();
        market.start();
        restored.positions().stream()
                .filter(position -> position.sharesMicros() > 0)
                .forEach(position -> market.held(position.tokenId(), true));
        bookWishes
                .tokensTradedSince(clock.instant().minus(settings.marketData().leaderHistory()))
                .forEach(market::traded);
        sync.start();
        detection.start();
        log.info(
                "following {} leaders, copying {} on paper",
                followed.all().size(),
                "at ratio " + Micros.format(settings.engine().policy().ratioMicros()));
    }

    @Override
    public void stop() {
        WorkerParts running = parts;
        if (running == null) {
            return;
        }
        parts = null;
        running.detection().stop();
        leaderWatch.stop();
        running.sync().stop();
        running.market().close();
        try {
            running.engine().stop(STOP_PATIENCE);
            running.journal().stop(STOP_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.info("stopped; what was not stored is read again at the next start");
    }

    @Override
    public boolean isRunning() {
        return parts != null;
    }

    /** Why the engine stopped by itself, or null. */
    @Nullable
    String engineFault() {
        WorkerParts running = parts;
        return running == null ? null : running.engine().fault();
    }

    private RestoredState restore() {
        int ended = openOrders.endWhatIsOver(clock.instant());
        if (ended > 0) {
            log.info("ended {} orders that were over while the worker was down", ended);
        }
        long settledBlock = ledger.cursors().stream()
                .mapToLong(Cursor::lastProcessedBlock)
                .min()
                .orElse(-1);
        List<Instrument> instruments = markets.loadInstruments();
        Map<TokenId, Instrument> byToken = new HashMap<>();
        instruments.forEach(instrument -> byToken.put(instrument.tokenId(), instrument));
        RestoredState restored = new RestoredState(
                instruments,
                ledger.positions(),
                fillsThatMayComeAgain(),
                openOrders.goingOn(byToken::get, clock.instant()));
        skipWhatWasNotDecided();
        bookWishes.forgetBookHealth();
        calibration.endAlarms(clock.instant());
        calibration.forgetBefore(clock.instant().minus(CALIBRATION_KEPT));
        log.info(
                "going on after block {}: {} tokens, {} positions, {} open orders, {} fills that may come again",
                settledBlock,
                instruments.size(),
                restored.positions().size(),
                restored.openOrders().size(),
                restored.fills().size());
        return restored;
    }

    /** A decision may wait a moment for its book: a worker that is killed meanwhile leaves a fill without one. */
    private void skipWhatWasNotDecided() {
        CopyPolicy policy = settings.engine().policy();
        List<Effect.AttemptDecided> skipped = bookWishes
                .undecidedSince(ledger.cursorsMovedAt().minus(MARGIN))
                .stream()
                .map(fill -> new Effect.AttemptDecided(
                        fill,
                        new Decision.Skip(SkipReason.RESTARTED, "the worker stopped before it was decided"),
                        policy.ratioMicros(),
                        policy.timeInForce(),
                        policy.ttlNanos(),
                        nanos.now()))
                .toList();
        if (!skipped.isEmpty()) {
            journal.write(skipped, followed.ids());
            log.info("skipped {} fills that the worker before this one did not decide", skipped.size());
        }
    }

    /** Everything stored since the cursors were: what lies behind them no source delivers again. */
    private List<StoredFill> fillsThatMayComeAgain() {
        Instant since = clock.instant().minus(RECENT);
        Instant cursorsMoved = ledger.cursorsMovedAt().minus(MARGIN);
        Instant rowsRead = ledger.rowCursors().values().stream()
                .min(Comparator.naturalOrder())
                .map(read -> read.minus(dataApi.overlap()).minus(MARGIN))
                .orElse(since);
        return ledger.fillsSince(Stream.of(since, cursorsMoved, rowsRead)
                .min(Comparator.naturalOrder())
                .orElse(since));
    }

    /** What the registry learns of markets, for the feed of books. */
    private record RegistryNews(MarketFeed market) implements BookFeed {

        @Override
        public void track(Collection<TokenId> tokens) {
            market.track(tokens);
        }

        @Override
        public void end(Collection<TokenId> tokens) {
            market.end(tokens);
        }
    }
}
