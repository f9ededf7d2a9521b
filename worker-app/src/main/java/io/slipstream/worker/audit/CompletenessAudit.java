package io.slipstream.worker.audit;

import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.core.chain.Address;
import io.slipstream.persistence.CompletenessStore;
import io.slipstream.persistence.CompletenessStore.Standing;
import io.slipstream.worker.chain.SecondReading;
import io.slipstream.worker.engine.EngineInbox;
import io.slipstream.worker.engine.EpochNanos;
import io.slipstream.worker.ops.TaskPulse;
import io.slipstream.worker.source.FollowedLeaders;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Reads final blocks a second time, from another node, and holds them against what is stored: missed 0 of N. What it finds
 * stays on record and is put right by {@link Healing}. Runs on a thread of its own, behind everything else.
 */
public final class CompletenessAudit {

    private static final Logger log = LoggerFactory.getLogger(CompletenessAudit.class);
    private static final int MOST_BLOCKS = 2_000;
    private static final Duration KEPT = Duration.ofDays(30);
    /** What was handed to the engine is stored by then, and is looked at again. */
    private static final Duration HEALING = Duration.ofSeconds(2);

    private final SecondReading reading;
    private final CompletenessStore store;
    private final FollowedLeaders followed;
    private final Healing healing;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final Duration interval;
    private final Duration lateAfter;
    private final TaskPulse pulse;
    private final Thread thread = Thread.ofPlatform().name("audit").unstarted(this::run);
    private volatile boolean running = true;

    /**
     * Makes the audit; {@link #start} lets it run.
     *
     * @param interval between two readings when nothing is left
     * @param lateAfter from a block's time to the detection of its fills: beyond it they are late
     * @param pulse told how every reading went
     */
    public CompletenessAudit(
            SecondReading reading,
            CompletenessStore store,
            FollowedLeaders followed,
            EngineInbox inbox,
            InstantSource clock,
            EpochNanos nanos,
            MeterRegistry meters,
            Duration interval,
            Duration lateAfter,
            TaskPulse pulse) {
        this.reading = reading;
        this.store = store;
        this.followed = followed;
        this.healing = new Healing(reading, store, inbox, clock, nanos, meters);
        this.clock = clock;
        this.meters = meters;
        this.interval = interval;
        this.lateAfter = lateAfter;
        this.pulse = pulse;
    }

    /** Lets it run. */
    public void start() {
        thread.start();
    }

    /** Ends it; what it was reading is read again at the next start. */
    public void stop() {
        running = false;
        thread.interrupt();
    }

    private void run() {
        Duration pause = interval;
        while (running) {
            try {
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
                pause = step();
                pulse.succeeded();
            } catch (IOException | DataAccessException | TransactionException e) {
                pause = interval;
                pulse.failed(e.getMessage());
            } catch (RuntimeException e) {
                pause = interval;
                if (running) {
                    pulse.failed(e.getMessage());
                    log.error("completeness could not be checked; again in {} s", interval.toSeconds(), e);
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Checks the next blocks and looks after the gaps that are open. Returns the pause before the next step. */
    private Duration step() throws IOException, InterruptedException {
        Map<Address, Standing> standings = store.standings(reading.exchangesInUse());
        standings.keySet().retainAll(followed.all());
        boolean more = check(standings);
        boolean open =
                healing.step(block -> compare(reading.readAgain(Set.copyOf(standings.keySet()), block), standings));
        return more ? Duration.ZERO : open && HEALING.compareTo(interval) < 0 ? HEALING : interval;
    }

    private boolean check(Map<Address, Standing> standings) throws IOException, InterruptedException {
        long stored =
                standings.values().stream().mapToLong(Standing::lastBlock).max().orElse(-1);
        long checked = store.checkedTo();
        long first = standings.values().stream()
                .mapToLong(Standing::firstBlock)
                .min()
                .orElse(Long.MAX_VALUE);
        long from = Math.max(checked + 1, first);
        long limit = Math.min(Math.min(stored, reading.firstReadTo()), from + MOST_BLOCKS - 1);
        if (from > limit) {
            return false;
        }
        SecondReading.Result second = reading.read(Set.copyOf(standings.keySet()), from, limit);
        Comparison comparison = compare(second, standings);
        tell(second, comparison);
        store.checked(
                second.from(),
                second.to(),
                String.join(", ", second.endpoints()),
                checkable(second, standings).size(),
                comparison.verdicts(),
                comparison.gaps(),
                clock.instant());
        store.forgetBefore(clock.instant().minus(KEPT));
        return second.to() < stored;
    }

    private Comparison compare(SecondReading.Result second, Map<Address, Standing> standings) {
        return Comparison.of(
                second,
                store.finalFills(second.from(), second.to()),
                checkable(second, standings),
                standings,
                followed.ids(),
                lateAfter.toMillis());
    }

    /** The leaders of whom everything up to the end of a reading is stored. */
    private static Set<Address> checkable(SecondReading.Result second, Map<Address, Standing> standings) {
        return standings.entrySet().stream()
                .filter(entry -> entry.getValue().lastBlock() >= second.to())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private void tell(SecondReading.Result second, Comparison comparison) {
        meters.counter("slipstream.audit.fills").increment(comparison.present().size());
        meters.counter("slipstream.audit.missed").increment(comparison.missed().size());
        meters.counter("slipstream.audit.extra")
                .increment(comparison.disproved().size());
        meters.counter("slipstream.audit.different")
                .increment(comparison.different().size());
        if (comparison.gaps().isEmpty()) {
            log.info(
                    "blocks {} to {} read again through {}: missed 0 of {}",
                    second.from(),
                    second.to(),
                    second.endpoints(),
                    comparison.present().size());
            return;
        }
        log.error(
                "blocks {} to {} read again through {}: missed {} of {}, {} stored that are not there, {} stored otherwise: {};"
                        + " the blocks are read once more and put right",
                second.from(),
                second.to(),
                second.endpoints(),
                comparison.missed().size(),
                comparison.present().size(),
                comparison.disproved().size(),
                comparison.different().size(),
                comparison.gaps());
    }
}
