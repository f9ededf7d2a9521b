package io.slipstream.worker.engine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.slipstream.core.book.Freshness;
import io.slipstream.core.book.Integrity;
import io.slipstream.core.book.LiveBooks;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.copy.Decision;
import io.slipstream.core.engine.Effect;
import io.slipstream.core.engine.Relocation;
import io.slipstream.core.execution.Settlement;
import io.slipstream.core.money.Micros;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What the engine and its journal do, as meters, and one log line per decision. */
@Component
public final class EngineMetrics {

    private static final Logger log = LoggerFactory.getLogger(EngineMetrics.class);
    private static final Logger decisions = LoggerFactory.getLogger("slipstream.decision");

    private final MeterRegistry registry;
    private final CalibrationMetrics calibration;
    private final Timer detection;
    private final Timer decision;
    private final Timer storing;
    private final Counter storedFacts;
    private final Counter quarantined;
    private final AtomicLong trustedBooks = new AtomicLong();
    private final Map<Freshness, AtomicLong> freshness = new EnumMap<>(Freshness.class);
    private volatile Integrity integrity = new Integrity(0, 0, 0, 0, 0, 0, 0);

    EngineMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.calibration = new CalibrationMetrics(registry);
        this.detection = timer("slipstream.detection.latency", "from the block's time (whole seconds) to detection");
        this.decision = timer("slipstream.decision.latency", "from detection to the decision");
        this.storing = timer("slipstream.journal.write", "one transaction of the journal");
        this.storedFacts = registry.counter("slipstream.journal.facts");
        this.quarantined = registry.counter("slipstream.journal.quarantined");
        registry.gauge("slipstream.books.trusted", trustedBooks);
        for (Freshness state : Freshness.values()) {
            AtomicLong count = new AtomicLong();
            freshness.put(state, count);
            registry.gauge("slipstream.books.fresh", Tags.of("state", state.name()), count);
        }
        gauge("slipstream.books.checked", Integrity::checks);
        gauge("slipstream.books.mismatches", Integrity::topMismatches);
        gauge("slipstream.books.crossed", Integrity::crossed);
        gauge("slipstream.books.mirror.breaks", Integrity::mirrorBreaks);
        gauge("slipstream.books.divergences", Integrity::divergences);
        gauge("slipstream.books.failovers", Integrity::failovers);
        gauge("slipstream.books.score.millionths", Integrity::scoreMillionths);
    }

    /** Called on the engine's thread for every fact. */
    public void record(Effect.Fact fact) {
        switch (fact) {
            case Effect.FillObserved observed -> {
                count("slipstream.fills.detected", "source", observed.fill().source());
                Long fillTime = observed.fill().fillTimeNanos();
                if (fillTime != null && observed.fill().detectedAtNanos() >= fillTime) {
                    detection.record(Duration.ofNanos(observed.fill().detectedAtNanos() - fillTime));
                }
            }
            case Effect.AttemptDecided decided -> decided(decided);
            case Effect.AttemptFilled filled ->
                count(
                        "slipstream.execution.fills",
                        "liquidity",
                        filled.fill().liquidity().name());
            case Effect.FillSettled settled -> {
                count(
                        "slipstream.execution.settled",
                        "outcome",
                        settled.outcome().name());
                if (settled.outcome() == Settlement.FAILED) {
                    log.info("attempt={} seq={} failed on chain and is undone", settled.attemptId(), settled.seq());
                }
            }
            case Effect.AttemptDone done ->
                count("slipstream.attempts.done", "outcome", done.outcome().name());
            case Effect.FillInvalidated invalidated -> {
                count("slipstream.fills.invalidated", "cause", "reorg");
                log.info("fill={} is in no block any more", invalidated.fillId());
            }
            case Effect.FillDisproved disproved -> {
                count("slipstream.fills.invalidated", "cause", "second_reading");
                log.error(
                        "fill={} was stored as final and is in no final block; its copy is marked as without cause",
                        disproved.fillId());
            }
            case Effect.FillsRelocated relocated -> relocated.relocations().forEach(this::relocated);
            case Effect.BooksMeasured measured -> measured(measured.totals());
            case Effect.CalibrationMeasured measured -> calibration.measured(measured.report());
            case Effect.FeeAlarmChanged changed -> calibration.changed(changed.alarm());
            case Effect.AttemptPlaced _,
                    Effect.AttemptBounded _,
                    Effect.CopyAttributed _,
                    Effect.PositionChanged _,
                    Effect.EquityMeasured _ -> {}
            case Effect.FillsConfirmed confirmed ->
                registry.counter("slipstream.fills.confirmed")
                        .increment(confirmed.fillIds().size());
            case Effect.FillCompleted _ -> count("slipstream.fills.paired", "first", "data_api");
            case Effect.FillSeenByRow _ -> count("slipstream.fills.paired", "first", "polygon");
            case Effect.OneSided oneSided -> {
                count("slipstream.fills.onesided", "seen", oneSided.seenBy());
                log.warn("fill={} was told of by {} only", oneSided.fillId(), oneSided.seenBy());
            }
            case Effect.FillPriced priced -> {
                registry.counter("slipstream.fills.priced").increment();
                log.debug(
                        "fill={} really traded shares={} usdc={}; it keeps its one attempt",
                        priced.fillId(),
                        Micros.toDecimal(priced.amounts().sharesMicros()),
                        Micros.toDecimal(priced.amounts().usdcMicros()));
            }
            case Effect.FillTimed _, Effect.CursorsMoved _, Effect.RowsCursorMoved _, Effect.LogRejected _ -> {}
        }
    }

    /** Called on the journal's thread. */
    public void stored(int facts, long nanos) {
        storedFacts.increment(facts);
        storing.record(Duration.ofNanos(nanos));
    }

    /** Called on the journal's thread. */
    public void quarantined(int facts) {
        quarantined.increment(facts);
    }

    /** Called on the engine's thread. */
    public void booksTrusted(LiveBooks books) {
        trustedBooks.lazySet(books.trusted());
    }

    private void relocated(Relocation relocation) {
        count("slipstream.fills.relocated", "cause", "reorg");
        LeaderFill now = relocation.now();
        log.info(
                "fill={} tx={} is now in block={} hash={} log={} shares={} usdc={}; it keeps its one attempt",
                relocation.fillId(),
                now.txHash(),
                now.blockNumber(),
                now.blockHash(),
                now.logIndex(),
                Micros.toDecimal(now.sharesMicros()),
                Micros.toDecimal(now.usdcMicros()));
    }

    private void measured(Effect.BookTotals totals) {
        integrity = totals.integrity();
        freshness.forEach((state, count) -> count.lazySet(totals.count().getOrDefault(state, 0)));
    }

    private void gauge(String name, ToDoubleFunction<Integrity> value) {
        registry.gauge(name, this, metrics -> value.applyAsDouble(metrics.integrity));
    }

    private void decided(Effect.AttemptDecided decided) {
        String code =
                decided.decision() instanceof Decision.Skip skip ? skip.reason().name() : "COPY";
        count("slipstream.attempts.decided", "code", code);
        decision.record(
                Duration.ofNanos(Math.max(0, decided.atNanos() - decided.fill().detectedAtNanos())));
        decisions.info(
                "fill={} leader={} role={} side={} token={} code={} why=\"{}\" block={} tx={} log={}",
                decided.fill().id(),
                decided.fill().leader(),
                decided.fill().role(),
                decided.fill().side(),
                decided.fill().tokenId(),
                code,
                decided.decision().text(),
                decided.fill().blockNumber(),
                decided.fill().txHash(),
                decided.fill().logIndex());
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .publishPercentiles(0.5, 0.95, 0.99)
                .register(registry);
    }

    private void count(String name, String tag, String value) {
        registry.counter(name, tag, value).increment();
    }
}
