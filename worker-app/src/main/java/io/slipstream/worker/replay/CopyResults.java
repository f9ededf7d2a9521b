package io.slipstream.worker.replay;

import io.slipstream.core.book.Quote;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.copy.Decision;
import io.slipstream.core.engine.CopyEngine;
import io.slipstream.core.engine.Effect;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.execution.ExecutionFill;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import io.slipstream.worker.session.SessionCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Follows a replay for what came of each copied fill. A share is worth what its market paid at resolution, else the middle of
 * the last quote that was seen of its token.
 */
final class CopyResults implements SessionReplay.Follower {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long BETWEEN_MARKS_NANOS = 10 * NANOS_PER_SECOND;
    private static final long PRICE_MICROS = Micros.ONE / Price.ONE;

    private final Window window;
    private final long lastDecisionNanos;
    private final Progress progress;
    private final List<Long> lateness = new ArrayList<>();
    private final Map<UUID, Copied> copied = new LinkedHashMap<>();
    /** In micro-dollars a share; of the tokens that were traded. */
    private final Map<TokenId, Long> marks = new LinkedHashMap<>();

    private final Map<TokenId, Long> payouts = new LinkedHashMap<>();
    private long leftOut;
    private long marksDueNanos = Long.MIN_VALUE;

    private CopyResults(Window window, long lastDecisionNanos, Progress progress) {
        this.window = window;
        this.lastDecisionNanos = lastDecisionNanos;
        this.progress = progress;
    }

    @Override
    public void onFact(Effect.Fact fact) {
        switch (fact) {
            case Effect.AttemptDecided attempt -> {
                if (attempt.decision() instanceof Decision.Trade trade
                        && attempt.atNanos() >= window.fromNanos()
                        && attempt.atNanos() < window.untilNanos()) {
                    copy(attempt, trade);
                }
            }
            case Effect.AttemptFilled filled -> {
                Copied attempt = copied.get(filled.fill().attemptId());
                if (attempt != null) {
                    attempt.add(filled.fill());
                }
            }
            default -> {}
        }
    }

    @Override
    public void onEvent(EngineEvent event, CopyEngine engine) {
        if (event instanceof EngineEvent.MarketResolved resolved) {
            payouts.putAll(resolved.payoutMicros());
        }
        if (event.atNanos() >= marksDueNanos) {
            mark(engine);
            marksDueNanos = event.atNanos() + BETWEEN_MARKS_NANOS;
        }
    }

    /**
     * Replays a session and tells what came of its copied fills.
     *
     * @param lastDecisionNanos what is decided later is left out: its order may have come to the venue after the session's end
     * @param progress takes how many events are done, and their moment
     */
    static CopyResults of(
            SessionCursor session, Alteration alteration, Window window, long lastDecisionNanos, Progress progress)
            throws IOException {
        CopyResults results = new CopyResults(window, lastDecisionNanos, progress);
        SessionReplay replay = new SessionReplay(session, alteration, results);
        progress.done(replay.run(window.untilNanos()));
        results.mark(replay.engine());
        return results;
    }

    @Override
    public void onProgress(long events, long atNanos) {
        progress.at(events, atNanos);
    }

    /** How late our decisions were against the leaders' blocks, nanoseconds, in the order of the decisions. */
    List<Long> lateness() {
        return List.copyOf(lateness);
    }

    /** How many were copied and left out. */
    long leftOut() {
        return leftOut;
    }

    /** All that were copied, in the order of the decisions. */
    List<CopyResult> results() {
        List<CopyResult> results = new ArrayList<>();
        copied.values().forEach(attempt -> results.add(attempt.result(markOf(attempt.fill.tokenId()))));
        return results;
    }

    private void copy(Effect.AttemptDecided attempt, Decision.Trade trade) {
        LeaderFill fill = attempt.fill();
        if (attempt.atNanos() > lastDecisionNanos) {
            leftOut++;
            return;
        }
        Long fillTime = fill.fillTimeNanos();
        if (fillTime != null) {
            lateness.add(attempt.atNanos() - fillTime);
        }
        copied.put(fill.id(), new Copied(fill, trade.sharesMicros()));
        marks.putIfAbsent(fill.tokenId(), fill.leaderPriceMicros());
    }

    private long markOf(TokenId tokenId) {
        Long payout = payouts.get(tokenId);
        return payout == null ? marks.getOrDefault(tokenId, 0L) : payout;
    }

    private void mark(CopyEngine engine) {
        marks.replaceAll((tokenId, before) -> {
            Quote quote = engine.books().bestBidAsk(tokenId);
            return quote == null || !quote.hasBid() || !quote.hasAsk()
                    ? before
                    : Long.valueOf((quote.bid() + quote.ask()) * PRICE_MICROS / 2);
        });
    }

    private static final class Copied {
        private final LeaderFill fill;
        private final long ordered;
        private long filled;
        private long notional;
        private long fee;

        Copied(LeaderFill fill, long ordered) {
            this.fill = fill;
            this.ordered = ordered;
        }

        void add(ExecutionFill part) {
            filled += part.sharesMicros();
            notional += Price.notional(part.sharesMicros(), part.price());
            fee += part.feeMicros();
        }

        CopyResult result(long mark) {
            return new CopyResult(
                    fill.leader(),
                    fill.tokenId(),
                    fill.side(),
                    ordered,
                    filled,
                    notional,
                    fee,
                    fill.leaderPriceMicros(),
                    mark);
        }
    }
}
