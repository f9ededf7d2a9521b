package io.slipstream.persistence;

import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.SECOND;
import static io.slipstream.core.engine.Fixtures.YES;
import static io.slipstream.core.engine.Fixtures.fill;
import static io.slipstream.core.engine.Fixtures.instrument;
import static io.slipstream.core.engine.Fixtures.withId;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.attribution.Copy;
import io.slipstream.core.attribution.FollowerPenalty;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.copy.Decision;
import io.slipstream.core.copy.SkipReason;
import io.slipstream.core.engine.Effect;
import io.slipstream.core.execution.ExecutionFill;
import io.slipstream.core.execution.FillBounds;
import io.slipstream.core.execution.Liquidity;
import io.slipstream.core.execution.OpenOrder;
import io.slipstream.core.execution.OrderRequest;
import io.slipstream.core.execution.Settlement;
import io.slipstream.core.market.Side;
import io.slipstream.core.money.Micros;
import io.slipstream.core.venue.TimeInForce;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is stored of our orders, and what of them a worker that starts goes on with. */
class OrderJournalTest extends JournalRig {

    /** The parts add up in the database too, which checks it. */
    @Test
    void storesWhatFollowingCost() {
        Copy copy = new Copy(
                Side.BUY,
                fill.sharesMicros(),
                fill.usdcMicros(),
                10_000_000,
                9_990_000,
                5_000_000,
                2_550_000,
                62_475,
                new Copy.Path(5_000, 5_050, 5_100, 5_100),
                512_345);
        write(List.of(
                new Effect.FillObserved(fill, null),
                new Effect.AttemptDecided(
                        fill,
                        new Decision.Trade(Side.BUY, 9_990_000, 5_100, "copy"),
                        Micros.ONE / 10,
                        TimeInForce.GTC,
                        30 * SECOND,
                        NOON),
                new Effect.CopyAttributed(fill.id(), copy, FollowerPenalty.of(copy), NOON)));
        assertThat(one("SELECT concat_ws(' ', touch_at_leader, touch_at_detection, touch_at_decision, touch_at_arrival,"
                        + " penalty_mark, penalty_spread_usdc, penalty_detection_usdc, penalty_decision_usdc,"
                        + " penalty_submission_usdc, penalty_impact_usdc, penalty_fee_usdc, penalty_rounding_usdc,"
                        + " penalty_unfilled_usdc, penalty_usdc) FROM execution_attempt"))
                .isEqualTo("0.5000 0.5050 0.5100 0.5100 0.512345 0.000000 0.025000 0.025000 0.000000 0.000000 0.062475"
                        + " 0.000124 0.061601 0.174200");
    }

    /** Trap: a crash between a fill and its order. A decision may wait for its book: a worker that is killed meanwhile leaves a fill without one. */
    @Test
    void namesTheFillsThatNobodyDecided() {
        BookWishStore wishes = new BookWishStore(jdbc);
        Instant detected = Instant.ofEpochSecond(NOON / SECOND);
        LeaderFill waiting = withId(fill, new UUID(detected.toEpochMilli() << 16 | 0x7000, 1L << 63));
        write(List.of(new Effect.FillObserved(waiting, instrument(YES))));
        assertThat(wishes.undecidedSince(detected.minusSeconds(1)))
                .extracting(LeaderFill::id)
                .containsExactly(waiting.id());
        assertThat(wishes.undecidedSince(detected.plusSeconds(1))).isEmpty();
        write(List.of(new Effect.AttemptDecided(
                waiting, new Decision.Skip(SkipReason.RESTARTED, "stopped"), 100_000, TimeInForce.GTC, SECOND, NOON)));
        assertThat(wishes.undecidedSince(detected.minusSeconds(1))).isEmpty();
    }

    @Test
    void storesWhatAnOrderWouldHaveGotUnderOtherModels() {
        write(copied());
        write(List.of(new Effect.AttemptBounded(
                fill.id(),
                new FillBounds(
                        new FillBounds.Bound(Micros.ONE, Micros.ONE / 2, 10),
                        new FillBounds.Bound(10 * Micros.ONE, 5 * Micros.ONE, 100)))));
        assertThat(one(
                        "SELECT concat_ws(' ', pessimistic_shares, pessimistic_usdc, pessimistic_fee_usdc, optimistic_shares,"
                                + " optimistic_usdc, optimistic_fee_usdc) FROM execution_attempt"))
                .isEqualTo("1.000000 0.500000 0.000010 10.000000 5.000000 0.000100");
    }

    /** A reversal, never a deletion; and nothing that is settled changes again. */
    @Test
    void keepsAFillThatWasUndone() {
        write(copied());
        jdbc.update("UPDATE execution_fill SET settlement = 'MATCHED'");
        Effect.FillSettled undone = new Effect.FillSettled(fill.id(), 0, Settlement.FAILED, NOON + 4 * SECOND);
        write(List.of(undone));
        write(List.of(undone, new Effect.FillSettled(fill.id(), 0, Settlement.CONFIRMED, NOON + 5 * SECOND)));
        assertThat(one("SELECT concat_ws(' ', settlement, extract(EPOCH FROM settled_at)::BIGINT - %d, filled_shares)"
                                .formatted(NOON / SECOND)
                        + " FROM execution_fill"))
                .isEqualTo("FAILED 4 10.000000");
    }

    /** What was to fail is not known to the next worker. */
    @Test
    void takesWhatHadNotSettledForSettled() {
        write(copied());
        jdbc.update("UPDATE execution_fill SET settlement = 'MATCHED'");
        new OpenOrderStore(jdbc).endWhatIsOver(Instant.ofEpochSecond(NOON / SECOND));
        assertThat(one("SELECT settlement FROM execution_fill")).isEqualTo("CONFIRMED");
    }

    /** Trap: a restart orphans the timer of an open order. */
    @Test
    void bringsBackOpenOrdersAndEndsThoseThatAreOver() {
        OpenOrderStore store = new OpenOrderStore(jdbc);
        listMarket();
        write(List.of(
                new Effect.FillObserved(fill, instrument(YES)),
                new Effect.AttemptDecided(
                        fill,
                        new Decision.Trade(Side.BUY, 10 * Micros.ONE, 5_100, "copy"),
                        Micros.ONE / 10,
                        TimeInForce.GTC,
                        30 * SECOND,
                        NOON)));
        Instant noon = Instant.ofEpochSecond(NOON / SECOND);
        write(List.of(
                new Effect.AttemptPlaced(fill.id(), NOON + SECOND),
                new Effect.AttemptFilled(new ExecutionFill(
                        fill.id(),
                        0,
                        4 * Micros.ONE,
                        5_000,
                        77,
                        Liquidity.TAKER,
                        Settlement.CONFIRMED,
                        NOON + SECOND))));
        assertThat(store.endWhatIsOver(noon.plusSeconds(30))).isZero();
        assertThat(store.goingOn(token -> instrument(token), noon.plusSeconds(30)))
                .containsExactly(new OpenOrder(
                        new OrderRequest(
                                fill.id(),
                                instrument(YES),
                                Side.BUY,
                                10 * Micros.ONE,
                                5_100,
                                TimeInForce.GTC,
                                30 * SECOND,
                                0),
                        NOON + SECOND,
                        4 * Micros.ONE,
                        2 * Micros.ONE,
                        77,
                        1));
        assertThat(store.endWhatIsOver(noon.plusSeconds(31))).isEqualTo(1);
        assertThat(
                        one(
                                "SELECT concat_ws(' ', status, status_reason, extract(EPOCH FROM done_at)::BIGINT) FROM execution_attempt"))
                .isEqualTo("PARTIAL time to live was over while the worker was down " + (NOON / SECOND + 31));
        assertThat(store.goingOn(token -> instrument(token), noon.plusSeconds(31)))
                .isEmpty();
    }

    /** A GTD order ends when the venue ends it, whenever it was placed; what does not rest is over. */
    @Test
    void bringsBackAnOrderThatExpiresWithTheSameEnd() {
        OpenOrderStore store = new OpenOrderStore(jdbc);
        listMarket();
        LeaderFill other = fill(2, Side.BUY, "100", "0.5");
        write(List.of(
                new Effect.FillObserved(fill, instrument(YES)),
                new Effect.FillObserved(other, instrument(YES)),
                decided(fill, TimeInForce.GTD),
                decided(other, TimeInForce.FAK),
                new Effect.AttemptPlaced(fill.id(), NOON + 2 * SECOND),
                new Effect.AttemptPlaced(other.id(), NOON + 2 * SECOND)));
        Instant noon = Instant.ofEpochSecond(NOON / SECOND);
        assertThat(store.endWhatIsOver(noon.plusSeconds(200))).isEqualTo(1);
        assertThat(store.goingOn(token -> instrument(token), noon.plusSeconds(200)))
                .extracting(open -> open.request().expirationSeconds())
                .containsExactly(NOON / SECOND + 201);
        assertThat(store.endWhatIsOver(noon.plusSeconds(201))).isEqualTo(1);
        assertThat(one("SELECT string_agg(concat_ws(' ', time_in_force, status, status_reason,"
                        + " extract(EPOCH FROM done_at)::BIGINT - %d), '; ' ORDER BY leader_fill_id)"
                                .formatted(NOON / SECOND)
                        + " FROM execution_attempt"))
                .isEqualTo("GTD CANCELED expired while the worker was down 201; "
                        + "FAK CANCELED the worker stopped before the venue had answered 2");
    }

    private static Effect.AttemptDecided decided(LeaderFill fill, TimeInForce timeInForce) {
        return new Effect.AttemptDecided(
                fill,
                new Decision.Trade(Side.BUY, 10 * Micros.ONE, 5_100, "copy"),
                Micros.ONE / 10,
                timeInForce,
                200 * SECOND,
                NOON + SECOND / 2);
    }

    @Test
    void endsOrdersThatNeverReachedABookOrWhoseMarketHasEnded() {
        OpenOrderStore store = new OpenOrderStore(jdbc);
        listMarket();
        write(List.of(
                new Effect.FillObserved(fill, instrument(YES)),
                new Effect.AttemptDecided(
                        fill,
                        new Decision.Trade(Side.BUY, Micros.ONE, 5_100, "copy"),
                        Micros.ONE,
                        TimeInForce.GTC,
                        30 * SECOND,
                        NOON)));
        Instant noon = Instant.ofEpochSecond(NOON / SECOND);
        assertThat(store.endWhatIsOver(noon.plusSeconds(1))).isEqualTo(1);
        jdbc.update("UPDATE execution_attempt SET done_at = NULL, placed_at = decided_at, status = 'SUBMITTED'");
        jdbc.update("UPDATE market_registry SET closed = TRUE");
        assertThat(store.goingOn(token -> instrument(token), noon.plusSeconds(1)))
                .isEmpty();
        assertThat(one("SELECT status_reason FROM execution_attempt")).isEqualTo("the market does not trade any more");
    }

    private static void listMarket() {
        jdbc.execute("TRUNCATE market_registry CASCADE");
        jdbc.update(
                "INSERT INTO market_registry VALUES ('0xc1', 'm', 'M?', '', NULL, TRUE, TRUE, FALSE, FALSE, now())");
        jdbc.update(
                "INSERT INTO market_token VALUES (?, '0xc1', 'Yes', 0, 0.01, 5, 0.05, 1, TRUE, FALSE, NULL, now())",
                SqlTypes.decimal(YES));
    }
}
