package io.slipstream.worker.chain;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.slipstream.benchmarks.wire.LogText;
import io.slipstream.benchmarks.wire.Wallets;
import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.ExchangeContract;
import io.slipstream.core.engine.Cursor;
import io.slipstream.worker.engine.EngineInbox;
import io.slipstream.worker.engine.EpochNanos;
import io.slipstream.worker.engine.InboxReader;
import io.slipstream.worker.feed.Backoff;
import io.slipstream.worker.feed.Deliveries;
import io.slipstream.worker.node.DeliveryRace;
import io.slipstream.worker.node.HeadChain;
import io.slipstream.worker.node.LogFilter;
import io.slipstream.worker.node.LooseNodes;
import io.slipstream.worker.source.FollowedLeaders;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What a node's logs meet on their way into the inbox, put together as the worker does, for so many leaders. */
final class LooseIntake {

    private static final int FILTER_THRESHOLD = 500;
    private static final List<ExchangeContract> VENUE = ExchangeContract.venue();

    private final EngineInbox inbox = new EngineInbox();
    private final KnownLogs known = new KnownLogs();
    private final LogFilter filter;
    private final ChainIntake intake;

    /** Stamps events by a clock of its own, so that it can be the one that latencies are measured by. */
    LooseIntake(int leaders, DeliveryRace race, HeadChain heads, InstantSource stamps) {
        FollowedLeaders followed = new FollowedLeaders();
        followed.take(Wallets.leaders(leaders, LogText.FIRST_BLOCK));
        Set<Address> all = followed.all();
        Coverage coverage = new Coverage(VENUE, Cursor.MAKER_TOPIC, all, List.of());
        var _ = coverage.begin(all, LogText.FIRST_BLOCK);
        UntimedBlocks untimed = new UntimedBlocks();
        EpochNanos nanos = InboxReader.nanos(stamps);
        FillDecoder decoder = new FillDecoder(
                VENUE, followed, heads, inbox, InstantSource.system(), nanos, new SimpleMeterRegistry());
        this.filter = new ScanHandover(VENUE, FILTER_THRESHOLD, decoder, race, coverage, known, untimed, inbox, nanos)
                .filters(all, LogText.FIRST_BLOCK, Long.MAX_VALUE)
                .getFirst();
        this.intake = new ChainIntake(
                decoder, race, heads, coverage, known, untimed, LooseNodes.noPool(), inbox, nanos, pace());
    }

    private static ScanPace pace() {
        return new ScanPace(
                Duration.ofHours(1),
                Backoff.alone(Duration.ofSeconds(1), RandomGenerator.getDefault()),
                new Deliveries(Duration.ofSeconds(5), System::nanoTime),
                System::nanoTime);
    }

    EngineInbox inbox() {
        return inbox;
    }

    /** What nodes are asked for. */
    LogFilter filter() {
        return filter;
    }

    ChainIntake intake() {
        return intake;
    }

    /** As the scan of the newest blocks does when these are final. */
    void settled(long block) {
        known.forgetBefore(block);
    }
}
