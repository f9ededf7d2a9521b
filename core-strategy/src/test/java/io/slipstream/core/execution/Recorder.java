package io.slipstream.core.execution;

import static io.slipstream.core.engine.Fixtures.NOON;

import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the executor says, as lines. */
final class Recorder implements ExecutionListener {
    final List<String> lines = new ArrayList<>();
    final List<String> settled = new ArrayList<>();
    final Map<UUID, FillBounds> bounds = new HashMap<>();
    private final Map<UUID, Long> filledOf = new HashMap<>();
    private long filledMicros;

    @Override
    public void onPlaced(UUID attemptId, long atNanos) {
        lines.add("placed +" + (atNanos - NOON) / 1_000_000);
    }

    @Override
    public void onFill(ExecutionFill fill) {
        filledMicros += fill.sharesMicros();
        filledOf.merge(fill.attemptId(), fill.sharesMicros(), Long::sum);
        lines.add("fill %d: %s at %s fee %s %s"
                .formatted(
                        fill.seq(),
                        Micros.format(fill.sharesMicros()),
                        Price.format(fill.price()),
                        Micros.format(fill.feeMicros()),
                        fill.liquidity()));
    }

    @Override
    public void onDone(UUID attemptId, OrderOutcome outcome, String reason, long atNanos) {
        lines.add("done " + outcome + ": " + reason);
    }

    @Override
    public void onBounds(UUID attemptId, FillBounds of) {
        bounds.put(attemptId, of);
    }

    @Override
    public void onSettled(TokenId tokenId, UUID attemptId, int seq, Settlement outcome, long atNanos) {
        settled.add(seq + " " + outcome);
    }

    long filled() {
        return filledMicros;
    }

    long filledOf(UUID attemptId) {
        return filledOf.getOrDefault(attemptId, 0L);
    }

    String last() {
        return lines.getLast();
    }
}
