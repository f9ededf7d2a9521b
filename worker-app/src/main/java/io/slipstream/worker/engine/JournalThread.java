package io.slipstream.worker.engine;

import io.slipstream.core.chain.Address;
import io.slipstream.core.engine.Effect;
import io.slipstream.persistence.Journal;
import io.slipstream.persistence.QuarantinedFact;
import io.slipstream.persistence.WriteFailure;
import io.slipstream.worker.feed.Backoff;
import io.slipstream.worker.feed.Feed;
import io.slipstream.worker.ops.TaskPulse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the engine's facts behind its back. Bounded by count and by {@value #MOST_BYTES} bytes; when it is full the engine
 * waits, and the inbox behind it fills: nothing is dropped. What the database does not answer is tried again until it is stored or the worker stops; until then no
 * cursor passes it, so that a restart reads it again. What it refuses goes into quarantine, see {@link FactDelivery}.
 */
public final class JournalThread {

    private static final Logger log = LoggerFactory.getLogger(JournalThread.class);
    private static final int CAPACITY = 20_000;
    private static final int LARGEST_BATCH = 500;
    /** With the inbox's 192 MiB this is what a database costs that is away. */
    private static final long MOST_BYTES = 48L << 20;

    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final FactDelivery delivery;
    private final Feed feed;
    private final TaskPulse pulse;
    private final EngineMetrics metrics;
    private final FactQueue queue = new FactQueue(CAPACITY, MOST_BYTES);
    private final Backoff backoff =
            new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5), RandomGenerator.getDefault());
    private final Thread thread = Thread.ofPlatform().name("journal").unstarted(this::run);
    private volatile boolean running = true;

    /**
     * Makes the writer; {@link #start} lets it run.
     *
     * @param leaderIds id of everybody who is or was followed
     */
    public JournalThread(
            Journal journal,
            Supplier<Map<Address, UUID>> leaderIds,
            Feed feed,
            TaskPulse pulse,
            EngineMetrics metrics) {
        this.feed = feed;
        this.pulse = pulse;
        this.metrics = metrics;
        this.delivery = new FactDelivery(new Stored(journal), leaderIds, new Told());
    }

    /** Lets it run. */
    public void start() {
        thread.start();
    }

    /** Writes what waits, as far as that goes within the patience, and stops. */
    public void stop(Duration patience) throws InterruptedException {
        running = false;
        if (!thread.join(patience)) {
            log.warn(
                    "{} facts were not stored before the stop; their blocks are read again at the next start",
                    queue.size());
            thread.interrupt();
        }
    }

    /** How many events' facts wait. */
    public int depth() {
        return queue.size();
    }

    void put(List<Effect.Fact> facts) throws InterruptedException {
        queue.put(facts);
    }

    private void run() {
        List<List<Effect.Fact>> taken = new ArrayList<>();
        try {
            while (running || queue.size() > 0) {
                queue.take(taken, LARGEST_BATCH, PATIENCE);
                if (taken.isEmpty()) {
                    pulse.succeeded(); // nothing waits
                    continue;
                }
                long start = System.nanoTime();
                List<Effect.Fact> facts = taken.stream().flatMap(List::stream).toList();
                delivery.deliver(facts);
                metrics.stored(facts.size(), System.nanoTime() - start);
                taken.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Told implements FactDelivery.Outcome {

        @Override
        public void stored(int facts) {
            feed.delivered();
            pulse.succeeded();
            backoff.reset();
        }

        @Override
        public void quarantined(List<QuarantinedFact> alarms) {
            metrics.quarantined(alarms.size());
            for (QuarantinedFact fact : alarms) {
                log.error(
                        "QUARANTINE: a {} cannot be stored and is set aside with what depends on it: {} ({}). All else goes on; the"
                                + " account is told without it from the next start on. See quarantined_fact, identity {}; mend the"
                                + " cause and set acknowledged_at",
                        fact.kind(),
                        fact.reason(),
                        fact.sqlState(),
                        fact.identity());
            }
        }

        @Override
        public void failed(int facts, WriteFailure why) throws InterruptedException {
            Duration pause = backoff.next();
            feed.failed("cannot store %d facts: %s".formatted(facts, why.text()));
            pulse.failed(why.text());
            log.warn(
                    "PostgreSQL did not store {} facts ({}); they are kept and tried again in {} ms",
                    facts,
                    why.text(),
                    pause.toMillis());
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        }
    }

    private record Stored(Journal journal) implements FactDelivery.Store {

        @Override
        public void write(List<? extends Effect.Fact> facts, Map<Address, UUID> leaderIds) {
            journal.write(facts, leaderIds);
        }

        @Override
        public List<QuarantinedFact> sift(List<? extends Effect.Fact> facts, Map<Address, UUID> leaderIds) {
            return journal.sift(facts, leaderIds);
        }

        @Override
        public List<QuarantinedFact> quarantine(Effect.Fact fact, WriteFailure why) {
            return journal.quarantine(fact, why);
        }

        @Override
        public boolean answers() {
            return journal.answers();
        }
    }
}
