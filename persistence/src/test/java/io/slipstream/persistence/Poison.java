package io.slipstream.persistence;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.engine.CursorMove;
import io.slipstream.core.engine.Effect;
import io.slipstream.core.execution.ExecutionFill;
import io.slipstream.core.portfolio.Position;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Facts that PostgreSQL refuses, made of facts that it takes. */
final class Poison {

    private static final Address NOBODY_FOLLOWED = new Address("0x" + "dd".repeat(20));

    private Poison() {}

    /** Null where nothing of the fact can be refused. */
    static Effect.Fact of(Effect.Fact fact, RandomGenerator random) {
        return switch (fact) {
            case Effect.FillObserved observed ->
                new Effect.FillObserved(
                        switch (random.nextInt(5)) {
                            case 0 -> fill(observed.fill(), observed.fill().id(), "0xt\0", 500_000);
                            case 1 -> fill(observed.fill(), observed.fill().id(), tooLong(random), 500_000);
                            case 2 -> fill(observed.fill(), observed.fill().id(), "\0\uD83D", 500_000);
                            case 3 -> fill(observed.fill(), observed.fill().id(), "0xt", Long.MAX_VALUE);
                            default -> followedBy(observed.fill(), NOBODY_FOLLOWED);
                        },
                        observed.instrument());
            case Effect.AttemptDecided decided ->
                new Effect.AttemptDecided(
                        decided.fill(),
                        decided.decision(),
                        Long.MAX_VALUE,
                        decided.timeInForce(),
                        decided.ttlNanos(),
                        decided.atNanos());
            case Effect.AttemptFilled filled -> {
                ExecutionFill fill = filled.fill();
                yield new Effect.AttemptFilled(new ExecutionFill(
                        fill.attemptId(),
                        fill.seq(),
                        fill.sharesMicros(),
                        10_000_000,
                        fill.feeMicros(),
                        fill.liquidity(),
                        fill.settlement(),
                        fill.atNanos()));
            }
            case Effect.PositionChanged changed -> {
                Position position = changed.position();
                yield new Effect.PositionChanged(new Position(
                        position.tokenId(),
                        "0x\0",
                        1,
                        1,
                        0,
                        0,
                        null,
                        null,
                        position.openedAtNanos(),
                        position.updatedAtNanos()));
            }
            case Effect.AttemptDone done ->
                new Effect.AttemptDone(done.attemptId(), done.outcome(), "\0", done.atNanos());
            case Effect.CursorsMoved moved ->
                new Effect.CursorsMoved(
                        new CursorMove(
                                moved.move().exchanges(),
                                moved.move().leaders(),
                                "\0",
                                moved.move().toBlock()),
                        moved.atNanos());
            default -> fact;
        };
    }

    static LeaderFill fill(LeaderFill fill, UUID id, String txHash, long priceMicros) {
        return new LeaderFill(
                id,
                fill.source(),
                fill.leader(),
                fill.role(),
                fill.exchange(),
                fill.blockNumber(),
                fill.blockHash(),
                txHash,
                fill.logIndex(),
                fill.orderHash(),
                fill.maker(),
                fill.taker(),
                fill.tokenId(),
                fill.combo(),
                fill.side(),
                priceMicros,
                fill.sharesMicros(),
                fill.usdcMicros(),
                fill.feeMicros(),
                fill.fillTimeNanos(),
                fill.detectedAtNanos(),
                fill.payload(),
                fill.effective());
    }

    private static LeaderFill followedBy(LeaderFill fill, Address leader) {
        return new LeaderFill(
                fill.id(),
                fill.source(),
                leader,
                fill.role(),
                fill.exchange(),
                fill.blockNumber(),
                fill.blockHash(),
                fill.txHash(),
                fill.logIndex(),
                fill.orderHash(),
                fill.maker(),
                fill.taker(),
                fill.tokenId(),
                fill.combo(),
                fill.side(),
                fill.leaderPriceMicros(),
                fill.sharesMicros(),
                fill.usdcMicros(),
                fill.feeMicros(),
                fill.fillTimeNanos(),
                fill.detectedAtNanos(),
                fill.payload(),
                fill.effective());
    }

    /** Longer than an index can hold, and not to be compressed. */
    private static String tooLong(RandomGenerator random) {
        StringBuilder hash = new StringBuilder("0x");
        for (int i = 0; i < 1_500; i++) {
            hash.append(Long.toHexString(random.nextLong()));
        }
        return hash.toString();
    }
}
