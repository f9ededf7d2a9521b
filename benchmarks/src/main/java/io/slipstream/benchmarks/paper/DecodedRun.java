package io.slipstream.benchmarks.paper;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.Integrity;
import io.slipstream.core.engine.CopyEngine;
import io.slipstream.core.engine.Effect;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.engine.RestoredState;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Events that are in memory through the engine alone, on one thread: what there is to gain from reading them faster. */
public final class DecodedRun {

    private static final long BEGIN = 1_795_000_000_000_000_000L;
    private static final int EVENTS = 1_000_000;
    private static final int ROUNDS = 12;
    private static final int WARM_UPS = 4;
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    private final PrintStream out;
    private final List<EngineEvent> events = new ArrayList<>(EVENTS);
    private long placed;
    private long over;
    private long filled;
    private long mostOpen;

    /** Reports to a stream. */
    public DecodedRun(PrintStream out) {
        this.out = out;
    }

    /** Runs and reports. */
    public void run() {
        TradingDay day = new TradingDay(BEGIN, SessionOnDisk.EVENTS_A_SECOND, SessionOnDisk.EVENTS_BETWEEN_FILLS);
        for (int i = 0; i < EVENTS; i++) {
            events.add(day.next());
        }
        out.printf(Locale.ROOT, "%,d events, %s%n", EVENTS, composition());
        for (int round = 0; round < ROUNDS; round++) {
            round(day.opening(), round >= WARM_UPS);
        }
    }

    private void round(int opening, boolean counts) {
        placed = over = filled = mostOpen = 0;
        CopyEngine engine = new CopyEngine(Copying.config(SessionOnDisk.TTL_NANOS), RestoredState.EMPTY, this::count);
        events.subList(0, opening).forEach(engine::process);
        List<EngineEvent> rest = events.subList(opening, events.size());
        long used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long began = System.nanoTime();
        for (EngineEvent event : rest) {
            engine.process(event);
        }
        long took = System.nanoTime() - began;
        used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - used;
        if (counts) {
            Integrity integrity = engine.books().integrityOfAll();
            out.printf(
                    Locale.ROOT,
                    "%,.0f events/s, %,.0f by the thread's processor time; %d orders, at most %d open, %d fills;"
                            + " %d books trusted, %d faults in %,d checks%n",
                    rest.size() / (took / SECOND),
                    rest.size() / (used / SECOND),
                    placed,
                    mostOpen,
                    filled,
                    engine.books().trusted(),
                    integrity.faults(),
                    integrity.checks());
        }
    }

    private void count(Effect effect) {
        switch (effect) {
            case Effect.AttemptPlaced _ -> mostOpen = Math.max(mostOpen, ++placed - over);
            case Effect.AttemptDone _ -> over++;
            case Effect.AttemptFilled _ -> filled++;
            default -> {}
        }
    }

    private String composition() {
        long changes = 0;
        long levels = 0;
        long prints = 0;
        long books = 0;
        long fills = 0;
        for (EngineEvent event : events) {
            switch (event) {
                case EngineEvent.MarketData(long _, int _, BookUpdate.Changes frame) -> {
                    changes++;
                    levels += frame.changes().size();
                }
                case EngineEvent.MarketData(long _, int _, BookUpdate.Print _) -> prints++;
                case EngineEvent.MarketData(long _, int _, BookUpdate.Snapshot _) -> books++;
                case EngineEvent.FillsDetected _ -> fills++;
                default -> {}
            }
        }
        return String.format(
                Locale.ROOT,
                "of which %,d frames of changes (%.2f levels each), %,d prints, %,d snapshots, %,d leaders' fills",
                changes,
                (double) levels / changes,
                prints,
                books,
                fills);
    }
}
