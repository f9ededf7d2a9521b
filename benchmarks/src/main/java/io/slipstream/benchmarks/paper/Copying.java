package io.slipstream.benchmarks.paper;

import io.slipstream.core.book.QuoteAges;
import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.chain.LeaderRole;
import io.slipstream.core.copy.CopyPolicy;
import io.slipstream.core.engine.EngineConfig;
import io.slipstream.core.execution.PaperConditions;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.FeeSchedule;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Tick;
import io.slipstream.core.venue.TimeInForce;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** What the engine runs under in these benchmarks, and what it is told to copy. */
public final class Copying {

    /** The exchange of all fills. */
    public static final Address EXCHANGE = new Address("0x" + "e1".repeat(20));

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long LATENCY_NANOS = TimeUnit.MILLISECONDS.toNanos(150);
    private static final long RESPONSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** As long as the text of a log is. */
    private static final String PAYLOAD =
            "{\"data\":\"0x" + "0".repeat(7 * 64) + "\",\"topics\":[\"0x" + "0".repeat(4 * 64) + "\"]}";

    private Copying() {}

    /**
     * The worker's defaults, with money for everything, and as much of each fill as its leader took.
     *
     * @param ttlNanos how long orders rest
     */
    public static EngineConfig config(long ttlNanos) {
        return new EngineConfig(
                new CopyPolicy(Micros.ONE, 100, TimeInForce.GTC, ttlNanos, 30 * SECOND, Micros.ONE),
                1_000_000_000L * Micros.ONE,
                PaperConditions.usual(LATENCY_NANOS, RESPONSE_NANOS),
                2 * SECOND,
                0,
                120 * SECOND,
                new QuoteAges(2 * SECOND, 5 * SECOND),
                0,
                10 * SECOND);
    }

    /**
     * An outcome.
     *
     * @param tick in ten-thousandths of a dollar
     */
    public static Instrument instrument(TokenId token, String conditionId, int outcome, int tick) {
        return new Instrument(
                token,
                conditionId,
                "market-" + conditionId,
                "Who wins " + conditionId + "?",
                outcome == 0 ? "Yes" : "No",
                outcome,
                new Tick(tick),
                5 * Micros.ONE,
                new FeeSchedule(50_000, 1, true),
                0,
                false,
                true,
                false);
    }

    /**
     * A leader's fill as a node tells of it.
     *
     * @param n its number, by which it is another one than all others
     * @param block whose time is the second in which it is detected
     * @param priceMicros collateral per share in millionths
     */
    public static LeaderFill fill(
            long n,
            Address leader,
            long block,
            TokenId token,
            Side side,
            long priceMicros,
            long sharesMicros,
            long atNanos) {
        String hash = "0x%064x".formatted(n);
        return new LeaderFill(
                new UUID(1, n),
                "polygon",
                leader,
                LeaderRole.TAKER,
                EXCHANGE,
                block,
                "0x%064x".formatted(block),
                hash,
                n % 100,
                hash,
                leader,
                EXCHANGE,
                token,
                false,
                side,
                priceMicros,
                sharesMicros,
                Micros.mulDivDown(sharesMicros, priceMicros, Micros.ONE),
                0,
                atNanos / SECOND * SECOND,
                atNanos,
                PAYLOAD,
                null);
    }
}
