package io.slipstream.launcher.summary;

import io.slipstream.launcher.process.StopSignal;
import io.slipstream.launcher.summary.RunSummary.Attempts;
import io.slipstream.launcher.summary.RunSummary.Fills;
import io.slipstream.launcher.summary.RunSummary.LeaderRow;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Draws up the summary of a run that is still going on, at a block that can no longer change. */
public final class SummaryWriter {

    private static final Duration POLL = Duration.ofMillis(250);

    private final LedgerClient ledger;
    private final Clock clock;
    private final Instant startedAt;

    /** Sums up what was stored since a run began. */
    public SummaryWriter(LedgerClient ledger, Clock clock, Instant startedAt) {
        this.ledger = ledger;
        this.clock = clock;
        this.startedAt = startedAt;
    }

    /**
     * Waits until the worker has come to the simulator's finalized block and decided on everything up to it, and holds
     * the truth against the ledger there. When the worker does not come in time the summary says so.
     */
    public RunSummary demo(SimClient sim, Duration atMost, StopSignal stop) throws IOException, SQLException {
        double ran = secondsSince(startedAt);
        long block = sim.status().finalized();
        awaitWorker(block, atMost, stop);
        List<FillFacts> truth = sim.fillsUpTo(block);
        FillComparison comparison = FillComparison.of(truth, ledger.fillsUpTo(block));
        Fills fills = Fills.of(comparison);
        Attempts attempts = ledger.attempts(block);
        long processed = ledger.processedBlock().orElse(0);
        Map<String, Long> truthByLeader =
                truth.stream().collect(Collectors.groupingBy(FillFacts::leader, Collectors.counting()));
        List<LeaderRow> leaders = ledger.leaders(block).stream()
                .map(row -> row.withTruth(truthByLeader.getOrDefault(row.address(), 0L)))
                .toList();
        return new RunSummary(
                "demo",
                startedAt,
                ran,
                block,
                processed,
                fills,
                comparison.detected(),
                attempts,
                ledger.executions(block),
                ledger.equity(startedAt),
                ledger.detectionMillis(startedAt),
                ledger.placementMillis(startedAt),
                leaders,
                RunSummary.judge(fills, attempts, block, processed));
    }

    /** Sums up a run against endpoints whose truth nobody here knows. */
    public RunSummary paper(Duration atMost, StopSignal stop) throws SQLException {
        double ran = secondsSince(startedAt);
        long block = ledger.processedBlock().orElse(0);
        awaitWorker(block, atMost, stop);
        Attempts attempts = ledger.attempts(block);
        long detected = ledger.fillsUpTo(block).size();
        return new RunSummary(
                "paper",
                startedAt,
                ran,
                block,
                block,
                null,
                detected,
                attempts,
                ledger.executions(block),
                ledger.equity(startedAt),
                ledger.detectionMillis(startedAt),
                ledger.placementMillis(startedAt),
                ledger.leaders(block),
                List.of(
                        new Promise("the worker follows the chain", block > 0, "block " + block),
                        RunSummary.oneAttemptEach(detected, attempts)));
    }

    private void awaitWorker(long block, Duration atMost, StopSignal stop) throws SQLException {
        Instant deadline = clock.instant().plus(atMost);
        while (clock.instant().isBefore(deadline) && !hasCome(block)) {
            if (stop.await(POLL)) {
                return;
            }
        }
    }

    private boolean hasCome(long block) throws SQLException {
        return ledger.processedBlock().orElse(-1) >= block && ledger.fillsWithoutAttempt(block) == 0;
    }

    private double secondsSince(Instant start) {
        return Duration.between(start, clock.instant()).toMillis() / 1000.0;
    }
}
