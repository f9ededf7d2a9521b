package io.slipstream.worker.chain;

import io.slipstream.worker.feed.Backoff;
import io.slipstream.worker.node.LogFilter;
import io.slipstream.worker.node.Nodes;
import io.slipstream.worker.source.FollowedLeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
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
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final Nodes nodes;
    private final RangeReader ranges;
    private final ScanHandover handover;
    private final Coverage coverage;
    private final FollowedLeaders followed;
    private final TipReader tip;
    private final Backfill backfill;
    private final ChainIntake intake;
    private final TakerIntake takers;
    private final Duration interval;
    private final Semaphore wanted;
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
            Duration interval,
            Semaphore wanted) {
        this.nodes = nodes;
        this.ranges = ranges;
        this.handover = handover;
        this.coverage = coverage;
        this.followed = followed;
        this.tip = tip;
        this.backfill = backfill;
        this.intake = intake;
        this.takers = takers;
        this.interval = interval;
        this.wanted = wanted;
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
        wanted.release();
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
        Backoff backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(15), RandomGenerator.getDefault());
        nodes.pool().probe();
        Duration pause = Duration.ZERO;
        while (running) {
            try {
                if (pause.isZero()) {
                    boolean _ = wanted.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS);
                    wanted.drainPermits();
                } else {
                    TimeUnit.MILLISECONDS.sleep(pause.toMillis());
                }
                tip.scan();
                intake.completeTimes();
                backoff.reset();
                pause = Duration.ZERO;
            } catch (IOException | RuntimeException e) {
                pause = backoff.next();
                tell("the newest blocks", e, pause);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void catchUp() {
        Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), RandomGenerator.getDefault());
        Duration pause = IDLE;
        while (running) {
            try {
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
                pause = backfill.step() ? Duration.ZERO : IDLE;
                intake.completeTimes();
                backoff.reset();
            } catch (IOException | RuntimeException e) {
                pause = backoff.next();
                tell("blocks of the past", e, pause);
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
