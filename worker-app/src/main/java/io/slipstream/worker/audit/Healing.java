package io.slipstream.worker.audit;

import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.persistence.CompletenessStore;
import io.slipstream.worker.chain.SecondReading;
import io.slipstream.worker.engine.EngineInbox;
import io.slipstream.worker.engine.EpochNanos;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts right what a second reading found: reads the block once more, hands the engine what it has to be, and closes the gap
 * once what is stored is what was read. Used by the audit's thread.
 */
final class Healing {

    private static final Logger log = LoggerFactory.getLogger(Healing.class);
    private static final int MOST_BLOCKS = 50;

    private final SecondReading reading;
    private final CompletenessStore store;
    private final EngineInbox inbox;
    private final InstantSource clock;
    private final EpochNanos nanos;
    private final MeterRegistry meters;
    private final AtomicInteger open;

    /** Reads a block once more and holds it against what is stored. */
    interface Reread {
        Comparison of(long block) throws IOException, InterruptedException;
    }

    Healing(
            SecondReading reading,
            CompletenessStore store,
            EngineInbox inbox,
            InstantSource clock,
            EpochNanos nanos,
            MeterRegistry meters) {
        this.reading = reading;
        this.store = store;
        this.inbox = inbox;
        this.clock = clock;
        this.nanos = nanos;
        this.meters = meters;
        AtomicInteger blocks = meters.gauge("slipstream.audit.blocks.open", new AtomicInteger());
        this.open = blocks == null ? new AtomicInteger() : blocks;
    }

    /** Looks after the oldest gaps. Returns whether any is left. */
    boolean step(Reread reread) throws IOException, InterruptedException {
        List<Long> blocks = store.openGapBlocks(MOST_BLOCKS);
        int left = blocks.size();
        for (long block : blocks) {
            Comparison now = reread.of(block);
            if (now.gaps().isEmpty()) {
                int closed = store.healed(block, clock.instant());
                meters.counter("slipstream.audit.healed").increment(closed);
                log.info("block {} is stored as it was read again: {} gaps are closed", block, closed);
                left--;
            } else {
                heal(block, now);
            }
        }
        open.set(left);
        return left > 0;
    }

    private void heal(long block, Comparison found) {
        log.warn(
                "block {} is put right: {} fills are stored now, {} get the figures that were read, {} are in no final block",
                block,
                found.missed().size(),
                found.different().size(),
                found.disproved().size());
        inbox.put(new EngineEvent.FillsContradicted(
                nanos.now(), found.missed(), found.different(), found.disproved(), reading.firstReadTo()));
    }
}
