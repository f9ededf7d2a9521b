package io.slipstream.worker.chain;

import io.slipstream.worker.feed.Backoff;
import io.slipstream.worker.feed.Waiting;
import io.slipstream.worker.node.LogFilter;
import io.slipstream.worker.node.Nodes;
import io.slipstream.worker.ops.StandingTasks;
import io.slipstream.worker.ops.TaskPulse;
import io.slipstream.worker.source.FollowedLeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leader fills from the chain. All nodes push at once and the first to deliver wins; the newest blocks are read again at the
 * start, after every (re)connect, after every reorg and all the time, and beside that whoever is behind is caught up with.
 * Who asks for a scan while one runs gets one more after it.
 */
final class PolygonLogSource implements ChainSource {

    private static final Logger log = LoggerFactory.getLogger(PolygonLogSource.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Backoff.Pause IDLE = new Backoff.Pause(Duration.ofSeconds(1), Duration.ofSeconds(1));
    private static final Backoff.Pause NONE = new Backoff.Pause(Duration.ZERO, Duration.ZERO);

    private final Nodes nodes;
    private final RangeReader ranges;
    private final ScanHandover handover;
    private final Coverage coverage;
    private final FollowedLeaders followed;
    private final TipReader tip;
    private final Backfill backfill;
    private final ChainIntake intake;
    private final TakerIntake takers;
    private final ScanPace pace;
    private final TaskPulse scans;
    private final TaskPulse catchUps;
    private final Thread tipThread = Thread.ofPlatform().name("chain-tip").unstarted(this::readTip);
    private final Thread backfillThread =
            Thread.ofPlatform().name("chain-backfill").unstarted(this::catchUp);
    private List<LogFilter> subscribed = List.of();
    private volatile boolean running = true;

    PolygonLogSource(
            Nodes nodes,
            RangeReader ranges,
            ScanHandover handover,
            Coverage coverage,
            FollowedLeaders followed,
            TipReader tip,
            Backfill backfill,
            ChainIntake intake,
            TakerIntake takers,
            ScanPace pace,
            StandingTasks tasks) {
        this.nodes = nodes;
        this.ranges = ranges;
        this.handover = handover;
        this.coverage = coverage;
        this.followed = followed;
        this.tip = tip;
        this.backfill = backfill;
        this.intake = intake;
        this.takers = takers;
        this.pace = pace;
        this.scans = tasks.register("scan of the newest blocks", PATIENCE);
        this.catchUps = tasks.register("blocks of the past", PATIENCE);
    }

    @Override
    public void start() {
        subscribed = filters();
        nodes.connect(subscribed, takers);
        followed.onChange(this::onChange);
        tipThread.start();
        backfillThread.start();
    }

    @Override
    public void stop() {
        running = false;
        nodes.close();
        ranges.close();
        tipThread.interrupt();
        backfillThread.interrupt();
    }

    @Override
    public void scanSoon() {
        pace.soon();
    }

    private synchronized void onChange(FollowedLeaders.Change change) {
        coverage.forget(change.removed());
        List<LogFilter> now = filters();
        if (!now.equals(subscribed)) {
            subscribed = now;
            nodes.subscribe(now);
        }
        scanSoon();
    }

    private List<LogFilter> filters() {
        long from = Math.max(0, tip.readTo());
        List<LogFilter> filters = new ArrayList<>(handover.filters(followed.all(), from, Long.MAX_VALUE));
        filters.addAll(takers.filters(from));
        return List.copyOf(filters);
    }

    private void readTip() {
        nodes.pool().probe();
        while (running) {
            try {
                pace.await();
                tip.scan();
                intake.completeTimes();
                pace.succeeded();
                scans.succeeded();
            } catch (IOException | RuntimeException e) {
                scans.failed(e.getMessage());
                tell("the newest blocks", e, pace.failed());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void catchUp() {
        Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), RandomGenerator.getDefault());
        Waiting waiting = new Waiting(nodes.pushes()::any, System::nanoTime);
        waiting.begin(IDLE);
        while (running) {
            try {
                for (Duration left = waiting.left(); left.isPositive(); left = waiting.left()) {
                    TimeUnit.NANOSECONDS.sleep(left.toNanos());
                }
                waiting.begin(backfill.step() ? NONE : IDLE);
                intake.completeTimes();
                backoff.reset();
                catchUps.succeeded();
            } catch (IOException | RuntimeException e) {
                waiting.begin(backoff.pause());
                catchUps.failed(e.getMessage());
                tell("blocks of the past", e, waiting.whole());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void tell(String what, Exception failure, Duration pause) {
        if (!running) {
            return; // interrupted while reading or handing over
        }
        if (failure instanceof IOException) {
            log.warn("{} could not be read: {}; trying again in {} ms", what, failure.getMessage(), pause.toMillis());
        } else {
            log.error("{} could not be read; trying again in {} ms", what, pause.toMillis(), failure);
        }
    }
}
