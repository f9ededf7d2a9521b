package io.slipstream.worker.chain;

import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.engine.Cursor;
import io.slipstream.core.engine.StoredFill;
import io.slipstream.persistence.DetectionStore;
import io.slipstream.worker.engine.EngineInbox;
import io.slipstream.worker.engine.EpochNanos;
import io.slipstream.worker.node.Nodes;
import io.slipstream.worker.node.NodesFactory;
import io.slipstream.worker.settings.PolygonSettings;
import io.slipstream.worker.source.FollowedLeaders;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/** Puts the chain's source together. */
@Component
public final class PolygonSourceFactory {

    private final NodesFactory nodesFactory;
    private final FollowedLeaders followed;
    private final EngineInbox inbox;
    private final InstantSource clock;
    private final EpochNanos nanos;
    private final MeterRegistry meters;

    PolygonSourceFactory(
            NodesFactory nodesFactory,
            FollowedLeaders followed,
            EngineInbox inbox,
            InstantSource clock,
            EpochNanos nanos,
            MeterRegistry meters) {
        this.nodesFactory = nodesFactory;
        this.followed = followed;
        this.inbox = inbox;
        this.clock = clock;
        this.nanos = nanos;
        this.meters = meters;
    }

    /**
     * A source and what others want of it.
     *
     * @param nodes its endpoints
     * @param ranges reads any logs from the same nodes within the same budget
     */
    public record Watcher(ChainSource source, Nodes nodes, RangeReader ranges, CatchUpProgress progress) {

        /** Long reads under way. */
        public List<DetectionStore.CatchUp> catchUps() {
            DetectionStore.CatchUp status = progress.status();
            return status == null ? List.of() : List.of(status);
        }
    }

    /**
     * The source of everybody's fills who is followed, going on from where it was.
     *
     * @param cursors how far everything was read
     * @param stored fills that an earlier run stored and that may come again
     */
    public Watcher watcher(PolygonSettings settings, List<Cursor> cursors, List<StoredFill> stored) {
        Nodes nodes = nodesFactory.create(settings);
        KnownLogs known = new KnownLogs();
        UntimedBlocks untimed = new UntimedBlocks();
        stored.forEach(item -> remember(item, known, untimed));
        Coverage coverage = new Coverage(settings.exchanges(), followed.all(), cursors);
        FillDecoder decoder =
                new FillDecoder(settings.exchanges(), followed, nodes.heads(), inbox, clock, nanos, meters);
        RangeReader ranges = new RangeReader(nodes.pool(), known, RandomGenerator.getDefault());
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
        TipReader tip = new TipReader(
                nodes.pool(), ranges, handover, coverage, known, followed, settings.startBlock(), System::nanoTime);
        CatchUpProgress progress = new CatchUpProgress(clock, meters);
        Backfill backfill = new Backfill(ranges, handover, coverage, tip, progress);
        Semaphore scanWanted = new Semaphore(1);
        ChainIntake intake = new ChainIntake(
                decoder,
                nodes.race(),
                nodes.heads(),
                coverage,
                known,
                untimed,
                nodes.pool(),
                inbox,
                nanos,
                scanWanted::release);
        ChainSource source = new PolygonLogSource(
                nodes,
                ranges,
                handover,
                coverage,
                followed,
                tip,
                backfill,
                intake,
                settings.scanInterval(),
                scanWanted);
        return new Watcher(source, nodes, ranges, progress);
    }

    private static void remember(StoredFill item, KnownLogs known, UntimedBlocks untimed) {
        LeaderFill fill = item.fill();
        if (fill.blockNumber() == 0 || item.state() == StoredFill.State.INVALIDATED) {
            return;
        }
        known.add(fill.blockNumber(), fill.txHash(), fill.logIndex(), fill.blockHash());
        if (fill.fillTimeNanos() == null) {
            untimed.add(fill.blockHash());
        }
    }
}
