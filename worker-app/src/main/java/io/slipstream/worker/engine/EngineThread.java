package io.slipstream.worker.engine;

import io.slipstream.core.engine.CopyEngine;
import io.slipstream.core.engine.Effect;
import io.slipstream.core.engine.EngineConfig;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.engine.RestoredState;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.outcome.OutcomeLine;
import io.slipstream.core.outcome.OutcomeLines;
import io.slipstream.core.portfolio.Position;
import io.slipstream.worker.session.SessionRecorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the engine on a thread of its own: events from the inbox, facts to the journal, the rest to the router. */
public final class EngineThread {

    private static final Logger log = LoggerFactory.getLogger(EngineThread.class);
    private static final long LONGEST_WAIT_NANOS = 100_000_000L;

    private final EngineInbox inbox;
    private final JournalThread journal;
    private final EffectRouter router;
    private final EngineMetrics metrics;
    private final EpochNanos clock;
    private final SessionRecorder recorder;
    private final OutcomeLines outcome = new OutcomeLines();
    private final CopyEngine engine;
    private final List<Effect.Fact> facts = new ArrayList<>();
    private final Set<TokenId> held = new HashSet<>();
    private final Thread thread;
    private volatile boolean running = true;
    private final FailedEvents failed;
    private final Consumer<String> end;
    private volatile @Nullable String fault;

    /**
     * Makes the engine; {@link #start} lets it run.
     *
     * @param end ends the process to be started again, and is told why
     */
    public EngineThread(
            EngineConfig config,
            RestoredState restored,
            EngineInbox inbox,
            JournalThread journal,
            EffectRouter router,
            EngineMetrics metrics,
            EpochNanos clock,
            SessionRecorder recorder,
            FailedEvents failed,
            Consumer<String> end) {
        this.failed = failed;
        this.end = end;
        this.inbox = inbox;
        this.journal = journal;
        this.router = router;
        this.metrics = metrics;
        this.clock = clock;
        this.recorder = recorder;
        this.thread = Thread.ofPlatform().name("engine").unstarted(this::run);
        restored.positions().stream()
                .filter(position -> position.sharesMicros() > 0)
                .forEach(position -> held.add(position.tokenId()));
        recorder.begin(config, restored);
        this.engine = new CopyEngine(config, restored, this::route);
    }

    /** Lets it run. */
    public void start() {
        thread.start();
    }

    /** Stops after the event at hand; what waits in the inbox is read again after the next start. */
    public void stop(Duration patience) throws InterruptedException {
        running = false;
        thread.join(patience);
    }

    /** Why it stopped by itself, or null. */
    public @Nullable String fault() {
        return fault;
    }

    private void run() {
        EngineEvent current = null;
        try {
            while (running) {
                EngineEvent polled = inbox.poll(untilNextTimer());
                EngineEvent event = polled == null ? new EngineEvent.TimePassed(clock.now()) : polled;
                for (EngineEvent each : failed.prepared(event)) {
                    current = each;
                    take(each);
                    metrics.booksTrusted(engine.books());
                    if (!facts.isEmpty()) {
                        journal.put(List.copyOf(facts));
                        facts.clear();
                    }
                    current = null;
                }
            }
            recorder.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            // a bug: its state cannot be trusted any more, what is stored can
            fault = e.toString();
            log.error("the engine failed at {}; the worker starts anew and goes on from what is stored", current, e);
            if (current != null) {
                failed.failed(current, e);
            }
            end.accept("the engine failed: " + e);
        }
    }

    /** What was decided is handed on before anything is taken down: recording costs the order nothing. */
    private void take(EngineEvent event) {
        try {
            engine.process(event);
        } finally {
            recorder.event(event); // also what it failed at: a replay fails at it, too
            recorder.breathe(event.atNanos());
        }
    }

    private Duration untilNextTimer() {
        OptionalLong next = engine.nextTimerNanos();
        long wait = next.isEmpty() ? LONGEST_WAIT_NANOS : next.getAsLong() - clock.now();
        return Duration.ofNanos(Math.clamp(wait, 0, LONGEST_WAIT_NANOS));
    }

    private void hold(Position position) {
        boolean now = position.sharesMicros() > 0;
        if (now ? held.add(position.tokenId()) : held.remove(position.tokenId())) {
            router.held(position.tokenId(), now);
        }
    }

    private void route(Effect effect) {
        switch (effect) {
            case Effect.Fact fact -> {
                facts.add(fact);
                metrics.record(fact);
                OutcomeLine line = outcome.of(fact);
                if (line != null) {
                    recorder.outcome(line);
                }
                if (fact instanceof Effect.PositionChanged changed) {
                    hold(changed.position());
                }
            }
            case Effect.BookWanted wanted -> router.bookWanted(wanted.tokenId(), wanted.sinceNanos());
            case Effect.LineDeaf deaf -> router.lineDeaf(deaf.line());
            case Effect.TokenUnserved unserved -> router.unserved(unserved.tokenId(), unserved.line(), unserved.move());
            case Effect.ComparisonWanted wanted -> router.comparisonWanted(wanted.tokenId());
            case Effect.HedgeWanted wanted -> router.ordered(wanted.tokenId(), true);
            case Effect.HedgeReleased released -> router.ordered(released.tokenId(), false);
            case Effect.ResyncWanted wanted -> router.resyncWanted(wanted.tokenIds());
            case Effect.InstrumentWanted wanted -> router.instrumentWanted(wanted.tokenId());
        }
    }
}
