package io.slipstream.worker.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.ExchangeContract;
import io.slipstream.core.engine.Cursor;
import io.slipstream.core.engine.CursorMove;
import io.slipstream.core.engine.EngineEvent.RangeScanned;
import io.slipstream.persistence.LeaderStore;
import io.slipstream.worker.engine.TestingEngine;
import io.slipstream.worker.node.DeliveryRace;
import io.slipstream.worker.node.NodePool;
import io.slipstream.worker.node.TestingNodes;
import io.slipstream.worker.source.FollowedLeaders;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In which order blocks are read after a while without any node. */
@Timeout(30)
class TipReaderTest {

    private static final int MOST_BLOCKS = 10;
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final List<ExchangeContract> VENUE = ExchangeContract.venue();

    private final StandInNode node = new StandInNode(1_000);
    private final TestingEngine engine = new TestingEngine();
    private final FollowedLeaders followed = new FollowedLeaders();
    private final NodePool pool = TestingNodes.pool(MOST_BLOCKS, node.url());
    private final RangeReader ranges = new RangeReader(pool, new Random(1), Duration.ofMillis(1));
    private final Finality finality = new Finality(pool);
    private final KnownLogs known = new KnownLogs();
    private final ServedRanges served = new ServedRanges();
    private long now;
    private final Coverage coverage;
    private final TipReader tip;
    private final Backfill backfill;

    TipReaderTest() throws IOException {
        followed.take(List.of(new LeaderStore.Leader(
                new UUID(0, 1), new Address("0x" + "aa".repeat(20)), "one", null, true, false, 1)));
        coverage = new Coverage(VENUE, Cursor.MAKER_TOPIC, followed.all(), List.of());
        UntimedBlocks untimed = new UntimedBlocks();
        DeliveryRace race = TestingNodes.race();
        FillDecoder decoder = new FillDecoder(
                VENUE,
                followed,
                TestingNodes.heads(),
                engine.inbox(),
                InstantSource.system(),
                engine.nanos(),
                new SimpleMeterRegistry());
        ScanHandover handover =
                new ScanHandover(VENUE, 500, decoder, race, coverage, known, untimed, engine.inbox(), engine.nanos());
        tip = new TipReader(
                finality, ranges, handover, coverage, known, served, followed, null, () -> now += MINUTE_NANOS);
        backfill = new Backfill(
                ranges,
                handover,
                coverage,
                known,
                tip,
                finality,
                served,
                new CatchUpProgress(InstantSource.system(), new SimpleMeterRegistry()));
    }

    @AfterEach
    void stop() {
        ranges.close();
        node.close();
    }

    @Test
    void readsTheLastBlocksBeforeOlderGaps() throws IOException, InterruptedException {
        at(1_000, 990);
        tip.scan();
        int before = engine.scans().size();
        at(5_000, 4_990);
        tip.scan();
        List<RangeScanned> newest = scansFrom(before);
        assertThat(newest).allMatch(scan -> scan.finalizedFrom() > 4_900);
        assertThat(tip.readTo()).isEqualTo(4_990);
        assertThat(coverage.readByAll()).as("the gap is still to be read").isEqualTo(1_000);

        before = engine.scans().size();
        assertThat(backfill.step()).isTrue();
        assertThat(coverage.readByAll()).isEqualTo(4_990);
        List<RangeScanned> gap = scansFrom(before);
        assertThat(gap.getFirst().finalizedFrom()).isEqualTo(1_001);
        assertThat(gap.getLast().cursors()).extracting(CursorMove::toBlock).containsOnly(4_990L);
    }

    @Test
    void readsAShortGapAlong() throws IOException, InterruptedException {
        at(1_000, 990);
        tip.scan();
        at(1_050, 1_040);
        tip.scan();
        assertThat(coverage.readByAll()).isEqualTo(1_040);
        assertThat(backfill.step()).isFalse();
    }

    private List<RangeScanned> scansFrom(int first) {
        List<RangeScanned> all = engine.scans();
        return all.subList(first, all.size());
    }

    private void at(long head, long finalized) {
        node.isAt(head);
        node.callsFinal(finalized);
    }
}
