package io.slipstream.worker.chain;

import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.EventLayout;
import io.slipstream.core.chain.ExchangeContract;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.engine.Cursor;
import io.slipstream.core.engine.EngineConfig;
import io.slipstream.core.engine.StoredFill;
import io.slipstream.core.market.TokenId;
import io.slipstream.persistence.DetectionStore;
import io.slipstream.worker.engine.EngineInbox;
import io.slipstream.worker.engine.EpochNanos;
import io.slipstream.worker.feed.Backoff;
import io.slipstream.worker.node.Nodes;
import io.slipstream.worker.node.NodesFactory;
import io.slipstream.worker.ops.StandingTasks;
import io.slipstream.worker.settings.PolygonSettings;
import io.slipstream.worker.source.FollowedLeaders;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts the chain's source together. */
@Component
public final class PolygonSourceFactory {

    /** Stands for all ledgers in the cursors of inventories: they are read together. */
    private static final ExchangeContract TOKENS = new ExchangeContract(
            "conditional-tokens", new Address("0x4D97DCd97eC945f40cF65F87097ACe5EA0476045"), EventLayout.V2);

    private final NodesFactory nodesFactory;
    private final FollowedLeaders followed;
    private final EngineInbox inbox;
    private final InstantSource clock;
    private final EpochNanos nanos;
    private final MeterRegistry meters;
    private final StandingTasks tasks;

    PolygonSourceFactory(
            NodesFactory nodesFactory,
            FollowedLeaders followed,
            EngineInbox inbox,
            InstantSource clock,
            EpochNanos nanos,
            MeterRegistry meters,
            StandingTasks tasks) {
        this.nodesFactory = nodesFactory;
        this.followed = followed;
        this.inbox = inbox;
        this.clock = clock;
        this.nanos = nanos;
        this.meters = meters;
        this.tasks = tasks;
    }

    /**
     * A source and what others want of it.
     *
     * @param nodes its endpoints
     * @param finalBlocks for who reads them for something else than fills
     */
    public record Watcher(
            ChainSource source,
            Nodes nodes,
            SecondReading secondReading,
            FinalBlocks finalBlocks,
            Supplier<List<DetectionStore.CatchUp>> catchUps) {}

    /**
     * The source of everybody's fills who is followed, going on from where it was.
     *
     * @param cursors how far everything was read
     * @param stored fills that an earlier run stored and that may come again
     * @param observed the tokens in which everybody's orders that took are told the engine of; null if only leaders' are
     */
    public Watcher watcher(
            PolygonSettings settings,
            List<Cursor> cursors,
            List<StoredFill> stored,
            @Nullable Predicate<TokenId> observed) {
        Nodes nodes = nodesFactory.create(settings);
        KnownLogs known = new KnownLogs();
        ServedRanges served = new ServedRanges();
        UntimedBlocks untimed = new UntimedBlocks();
        stored.forEach(item -> remember(item, known, untimed));
        Coverage coverage = new Coverage(settings.exchanges(), Cursor.MAKER_TOPIC, followed.all(), cursors);
        FillDecoder decoder =
                new FillDecoder(settings.exchanges(), followed, nodes.heads(), inbox, clock, nanos, meters);
        RangeReader ranges = new RangeReader(nodes.pool(), RandomGenerator.getDefault(), Duration.ofMillis(200));
        ScanHandover handover = new ScanHandover(
                settings.exchanges(),
                settings.filterThreshold(),
                decoder,
                nodes.race(),
                coverage,
                known,
                untimed,
                inbox,
                nanos);
        Finality finality = new Finality(nodes.pool());
        TipReader tip = new TipReader(
                finality, ranges, handover, coverage, known, served, followed, settings.startBlock(), System::nanoTime);
        CatchUpProgress progress = new CatchUpProgress(clock, meters);
        Backfill backfill = new Backfill(ranges, handover, coverage, known, tip, finality, served, progress);
        ScanPace pace = new ScanPace(
                settings.scanInterval(),
                new Backoff(Duration.ofMillis(100), Duration.ofSeconds(15), RandomGenerator.getDefault()),
                nodes.pushes(),
                System::nanoTime);
        ChainIntake intake = new ChainIntake(
                decoder, nodes.race(), nodes.heads(), coverage, known, untimed, nodes.pool(), inbox, nanos, pace);
        TakerIntake takers =
                new TakerIntake(intake, settings.exchanges(), followed, observed, nodes.heads(), inbox, nanos, meters);
        ChainSource source = new PolygonLogSource(
                nodes, ranges, handover, coverage, followed, tip, backfill, intake, takers, pace, tasks);
        Coverage inventories = new Coverage(List.of(TOKENS), Cursor.INVENTORY, followed.all(), cursors);
        return new Watcher(
                source,
                nodes,
                new SecondReading(ranges, nodes.pool(), served, handover, decoder, tip, finality),
                new FinalBlocks(ranges, inventories, tip, finality, followed, settings.startBlock()),
                () -> Stream.ofNullable(progress.status()).toList());
    }

    /** Goes the way of a log many times without effect, so that the first real ones find it warm. Takes half a second at most. */
    public void rehearse(List<ExchangeContract> exchanges, EngineConfig config) {
        exchanges.stream()
                .filter(exchange -> exchange.layout() == EventLayout.V2)
                .findFirst()
                .ifPresent(exchange ->
                        new Rehearsal(nodesFactory.none(), exchange, config, nanos, System::nanoTime).run());
    }

    private static void remember(StoredFill item, KnownLogs known, UntimedBlocks untimed) {
        LeaderFill fill = item.fill();
        if (fill.blockNumber() == 0 || item.state() == StoredFill.State.INVALIDATED) {
            return;
        }
        known.add(fill);
        if (fill.fillTimeNanos() == null) {
            untimed.add(fill.blockHash());
        }
    }
}
