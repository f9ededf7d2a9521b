package io.slipstream.persistence;

import static io.slipstream.core.engine.Fixtures.EXCHANGE;
import static io.slipstream.core.engine.Fixtures.LEADER;
import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.SECOND;
import static io.slipstream.core.engine.Fixtures.YES;
import static io.slipstream.core.engine.Fixtures.fill;
import static io.slipstream.core.engine.Fixtures.inTransaction;
import static io.slipstream.core.engine.Fixtures.instrument;
import static io.slipstream.core.engine.Fixtures.moved;
import static io.slipstream.core.engine.Fixtures.row;
import static io.slipstream.core.engine.Fixtures.sized;
import static io.slipstream.core.engine.Fixtures.untimed;
import static io.slipstream.core.engine.Fixtures.withPayload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.core.chain.EffectiveAmounts;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.copy.Decision;
import io.slipstream.core.copy.SkipReason;
import io.slipstream.core.engine.Cursor;
import io.slipstream.core.engine.CursorMove;
import io.slipstream.core.engine.Effect;
import io.slipstream.core.engine.Relocation;
import io.slipstream.core.execution.ExecutionFill;
import io.slipstream.core.execution.Liquidity;
import io.slipstream.core.execution.Settlement;
import io.slipstream.core.market.Side;
import io.slipstream.core.venue.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;

/** What the journal stores of fills, decisions, cursors and the account. */
class JournalTest extends JournalRig {

    @Test
    void storesACopiedFillFromDetectionToOutcome() {
        write(copied());
        assertThat(
                        one(
                                "SELECT concat_ws(' ', status, leader_role, leader_price, leader_size, dedupe_key) FROM leader_fill"))
                .isEqualTo("PROVISIONAL taker 0.500000 100.000000 " + fill.dedupeKey());
        assertThat(one("SELECT concat_ws(' ', condition_id, outcome, title, market_key) FROM trade"))
                .isEqualTo("0xc1 Yes Will it? will-it");
        assertThat(one(
                        "SELECT concat_ws(' ', decision, decision_reason ->> 'code', limit_price, size_shares_target, status,"
                                + " status_reason, ttl_ms) FROM execution_attempt"))
                .isEqualTo("TRADE COPY 0.5100 10.000000 FILLED filled 30000");
        assertThat(one(
                        "SELECT concat_ws(' ', seq, filled_shares, fill_price, fee_usdc, liquidity) FROM execution_fill f"
                                + " JOIN execution_attempt a ON a.id = f.attempt_id"))
                .isEqualTo("0 10.000000 0.5000 0.125000 TAKER");
        assertThat(one("SELECT count(*)::TEXT FROM leader_fill_raw")).isEqualTo("1");
        assertThat(one("SELECT equity_usdc::TEXT FROM equity_point")).isEqualTo("1000.000000");
    }

    @Test
    void storesWhyAFillIsSkipped() {
        write(List.of(
                new Effect.FillObserved(fill, null),
                new Effect.AttemptDecided(
                        fill,
                        new Decision.Skip(SkipReason.UNKNOWN_TOKEN, "no idea"),
                        100_000,
                        TimeInForce.GTC,
                        SECOND,
                        NOON)));
        assertThat(one("SELECT concat_ws(' ', decision, status, decision_reason ->> 'code', decision_reason ->> 'text',"
                        + " done_at IS NOT NULL) FROM execution_attempt"))
                .isEqualTo("SKIP SKIPPED UNKNOWN_TOKEN no idea t");
        assertThat(one("SELECT count(*)::TEXT FROM trade")).isEqualTo("0");
    }

    /** A commit whose outcome is unknown is repeated. */
    @Test
    void changesNothingWhenTheSameFactsAreWrittenAgain() {
        write(copied());
        String before = state();
        write(copied());
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void storesAllOrNothing() {
        Effect.AttemptFilled ofNobody = new Effect.AttemptFilled(
                new ExecutionFill(new UUID(5, 5), 0, 1, 5_000, 0, Liquidity.TAKER, Settlement.CONFIRMED, NOON));
        assertThatThrownBy(() -> write(List.of(new Effect.FillObserved(fill, null), ofNobody)))
                .isInstanceOf(DataAccessException.class);
        assertThat(one("SELECT count(*)::TEXT FROM leader_fill")).isEqualTo("0");
        assertThat(one("SELECT count(*)::TEXT FROM leader_fill_key")).isEqualTo("0");
    }

    /** Another fill of the same chain identity is never stored, nor what follows from it. */
    @Test
    void refusesAStrangerWithAKnownIdentity() {
        write(copied());
        LeaderFill stranger = moved(fill, fill.blockNumber(), fill.blockHash(), fill.logIndex());
        assertThat(stranger.id()).isNotEqualTo(fill.id());
        LeaderFill fresh = fill(2, Side.BUY, "50", "0.4");
        assertThat(deliver(List.of(
                        new Effect.FillObserved(fresh, null),
                        new Effect.FillObserved(stranger, null),
                        new Effect.AttemptDecided(
                                fresh, new Decision.Skip(SkipReason.NO_BOOK, "x"), 1, TimeInForce.GTC, SECOND, NOON),
                        new Effect.AttemptDecided(
                                stranger,
                                new Decision.Skip(SkipReason.NO_BOOK, "x"),
                                1,
                                TimeInForce.GTC,
                                SECOND,
                                NOON))))
                .isEqualTo(1);
        assertThat(deliver(List.of(new Effect.AttemptFilled(new ExecutionFill(
                        stranger.id(), 0, 1, 5_000, 0, Liquidity.TAKER, Settlement.CONFIRMED, NOON)))))
                .isZero();
        assertThat(one("SELECT count(*)::TEXT FROM leader_fill")).isEqualTo("2");
        assertThat(one("SELECT count(*)::TEXT FROM execution_attempt")).isEqualTo("2");
    }

    @Test
    void followsAFillThroughAReorgAndFinality() {
        write(copied());
        write(List.of(new Effect.FillInvalidated(fill.id())));
        assertThat(one("SELECT status FROM leader_fill")).isEqualTo("INVALIDATED");
        LeaderFill now = moved(fill, 12, "0xb12", 5);
        write(List.of(relocated(fill, now)));
        assertThat(one("SELECT concat_ws(' ', status, block_number, log_index, dedupe_key) FROM leader_fill"))
                .isEqualTo("PROVISIONAL 12 5 " + now.dedupeKey());
        write(List.of(new Effect.FillsConfirmed(List.of(fill.id()))));
        assertThat(one("SELECT status FROM leader_fill")).isEqualTo("CONFIRMED");
        write(List.of(new Effect.FillInvalidated(fill.id())));
        assertThat(one("SELECT status FROM leader_fill"))
                .as("what is final stays final")
                .isEqualTo("CONFIRMED");
    }

    /** Two fills of one order change places; the same list written again changes nothing. */
    @Test
    void letsTwoFillsOfAnOrderChangePlaces() {
        LeaderFill first = inTransaction(fill(5, Side.BUY, "100", "0.5"), "0xone", "0xsame");
        LeaderFill second = inTransaction(fill(7, Side.BUY, "40", "0.5"), "0xone", "0xsame");
        LeaderFill firstNow = moved(sized(first, "70"), 11, "0xb11", 5);
        LeaderFill secondNow = moved(second, 11, "0xb11", 7);
        List<Effect.Fact> facts = List.of(
                new Effect.FillObserved(first, null),
                new Effect.FillObserved(second, null),
                relocated(first, secondNow),
                relocated(second, firstNow),
                new Effect.FillInvalidated(first.id()),
                new Effect.FillsRelocated(List.of(
                        new Relocation(first.id(), firstNow.as(new UUID(9, 50))),
                        new Relocation(second.id(), secondNow.as(new UUID(9, 70))))));
        write(facts);
        String stored =
                "SELECT string_agg(concat_ws(' ', status, block_hash, log_index, leader_size, leader_usdc), ', ' ORDER BY id)"
                        + " FROM leader_fill";
        String now = "PROVISIONAL 0xb11 5 70.000000 35.000000, PROVISIONAL 0xb11 7 40.000000 20.000000";
        String claims = "SELECT count(*)::TEXT FROM leader_fill_key";
        String moves =
                "SELECT string_agg(concat_ws(' ', from_log_index, to_log_index, from_size, to_size, figures_changed), ', ' ORDER BY id)"
                        + " FROM leader_fill_move WHERE to_block_hash = '0xb11' AND from_block_hash = '0xb10'";
        assertThat(one(stored)).isEqualTo(now);
        assertThat(one(claims)).isEqualTo("2");
        assertThat(one(moves)).isEqualTo("5 7 100.000000 40.000000 t, 7 5 40.000000 70.000000 t");
        assertThat(one("SELECT count(*)::TEXT FROM leader_fill_raw"))
                .as("every log is kept")
                .isEqualTo("4");
        write(facts);
        assertThat(one(stored)).isEqualTo(now);
        assertThat(one(claims)).isEqualTo("2");
    }

    @Test
    void refusesToMoveAFillToALogThatIsAnothers() {
        LeaderFill first = inTransaction(fill(5, Side.BUY, "100", "0.5"), "0xone", "0xsame");
        LeaderFill second = inTransaction(fill(7, Side.BUY, "40", "0.5"), "0xone", "0xsame");
        write(List.of(new Effect.FillObserved(first, null), new Effect.FillObserved(second, null)));
        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> write(List.of(relocated(first, moved(second, 10, "0xb10", 7)))));
        assertThat(one("SELECT log_index::TEXT FROM leader_fill WHERE leader_size = 100"))
                .isEqualTo("5");
    }

    @Test
    void refusesARowThatIsAnothersFill() {
        LeaderFill other = fill(2, Side.BUY, "40", "0.5");
        LeaderFill row = row(fill, 71);
        write(List.of(
                new Effect.FillObserved(fill, null),
                new Effect.FillObserved(other, null),
                new Effect.FillSeenByRow(fill.id(), row)));
        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> write(List.of(new Effect.FillSeenByRow(other.id(), row))));
    }

    @Test
    void takesAFinalFillBackThatASecondReadingDisproves() {
        write(copied());
        write(List.of(new Effect.FillsConfirmed(List.of(fill.id()))));
        write(List.of(new Effect.FillDisproved(fill.id())));
        assertThat(one("SELECT concat_ws(' ', f.status, a.cause_invalidated_at IS NOT NULL) FROM leader_fill f"
                        + " JOIN execution_attempt a ON a.leader_fill_id = f.id"))
                .isEqualTo("INVALIDATED t");
    }

    private static Effect.FillsRelocated relocated(LeaderFill fill, LeaderFill now) {
        return new Effect.FillsRelocated(List.of(new Relocation(fill.id(), now)));
    }

    @Test
    void marksWhatFollowedFromAFillThatIsGoneUntilItComesBack() {
        write(copied());
        String marked = "SELECT concat_ws(' ', count(a.cause_invalidated_at), count(f.cause_invalidated_at))"
                + " FROM execution_attempt a JOIN execution_fill f ON f.attempt_id = a.leader_fill_id";
        assertThat(one(marked)).isEqualTo("0 0");
        write(List.of(new Effect.FillInvalidated(fill.id())));
        assertThat(one(marked)).isEqualTo("1 1");
        write(List.of(relocated(fill, moved(fill, 12, "0xb12", 5))));
        assertThat(one(marked)).isEqualTo("0 0");
    }

    @Test
    void completesARowWithTheIdentityOfTheChain() {
        LeaderFill row = row(fill, 71);
        List<Effect.Fact> facts = List.of(
                new Effect.FillObserved(row, null),
                new Effect.AttemptDecided(
                        row, new Decision.Skip(SkipReason.NO_BOOK, "x"), 1, TimeInForce.GTC, SECOND, NOON),
                new Effect.OneSided(row.id(), "data_api", NOON),
                new Effect.FillCompleted(row.id(), fill));
        write(facts);
        write(facts);
        assertThat(one("SELECT concat_ws(' ', id, source, block_number, log_index, leader_role, dedupe_key, row_key)"
                        + " FROM leader_fill"))
                .isEqualTo(row.id() + " data_api 10 1 taker " + fill.dedupeKey() + " " + row.dedupeKey());
        assertThat(one("SELECT string_agg(source, ' ' ORDER BY source) FROM leader_fill_raw"))
                .isEqualTo("data_api polygon");
        assertThat(one("SELECT count(*)::TEXT FROM one_sided_fill WHERE resolved_at IS NULL"))
                .isEqualTo("0");
        assertThat(deliver(List.of(new Effect.FillObserved(fill, null))))
                .as("the chain's identity is claimed")
                .isEqualTo(1);
    }

    @Test
    void notesTheRowOfAChainFill() {
        LeaderFill row = row(fill, 71);
        write(copied());
        write(List.of(
                new Effect.FillSeenByRow(fill.id(), row),
                new Effect.RowsCursorMoved(LEADER, 1_800, NOON),
                new Effect.RowsCursorMoved(LEADER, 1_700, NOON)));
        assertThat(one("SELECT row_key FROM leader_fill")).isEqualTo(row.dedupeKey());
        assertThat(deliver(List.of(new Effect.FillObserved(row, null)))).isEqualTo(1);
        assertThat(one("SELECT extract(EPOCH FROM read_up_to)::BIGINT::TEXT FROM data_api_cursor"))
                .isEqualTo("1800");
    }

    /** Every node and every scan delivers the same garbage: it is kept once, whatever bytes it has. */
    @Test
    void keepsARejectedLogOnce() {
        Effect.LogRejected rejected = new Effect.LogRejected(NOON, "polygon", "no \0 fill", "{\"a\":\"\0\"}");
        write(List.of(rejected, rejected));
        write(List.of(rejected));
        assertThat(one("SELECT concat_ws(' ', source, reason, payload) FROM rejected_log"))
                .isEqualTo("polygon no ? fill {\"a\":\"?\"}");
    }

    /** A payload that JSONB cannot hold must not keep a fill out. */
    @Test
    void storesAPayloadThatIsNoStorableJson() {
        LeaderFill nul = withPayload(fill(1, Side.BUY, "1", "0.5"), "{\"a\":\"\\u0000\"}");
        LeaderFill huge = withPayload(fill(2, Side.BUY, "1", "0.5"), "{\"a\":1e999999}");
        write(List.of(new Effect.FillObserved(nul, null), new Effect.FillObserved(huge, null)));
        assertThat(one("SELECT string_agg(jsonb_typeof(payload), ' ') FROM leader_fill_raw"))
                .isEqualTo("string string");
    }

    @Test
    void completesABlockTimeThatCameLater() {
        write(copied());
        write(List.of(new Effect.FillTimed(fill.id(), NOON + 7 * SECOND)));
        assertThat(one("SELECT extract(EPOCH FROM fill_ts)::BIGINT::TEXT FROM leader_fill"))
                .isEqualTo(Long.toString(NOON / SECOND + 7));
    }

    /** What is logged stays; what was really traded stands beside it, and goes when a reorg gives the fill another log. */
    @Test
    void keepsWhatWasReallyTradedBesideWhatIsLogged() {
        write(copied());
        String amounts =
                "SELECT concat_ws(' ', leader_size, effective_size, effective_usdc, effective_price) FROM leader_fill";
        assertThat(one(amounts)).isEqualTo("100.000000");
        write(List.of(new Effect.FillPriced(fill.id(), new EffectiveAmounts(16_000_000, 8_160_000))));
        assertThat(one(amounts)).isEqualTo("100.000000 16.000000 8.160000 0.510000");
        LeaderFill moved = moved(fill, 11, "0xb11", 4);
        write(List.of(new Effect.FillsRelocated(List.of(new Relocation(fill.id(), moved)))));
        assertThat(one(amounts)).isEqualTo("100.000000");
        LeaderFill priced =
                moved(fill, 12, "0xb12", 5).as(new UUID(10, 1)).with(new EffectiveAmounts(20_000_000, 9_000_000));
        write(List.of(new Effect.FillsRelocated(List.of(new Relocation(fill.id(), priced)))));
        assertThat(one(amounts)).isEqualTo("100.000000 20.000000 9.000000 0.450000");
    }

    @Test
    void storesWhatWasReallyTradedWithTheFill() {
        LeaderFill priced = fill.with(new EffectiveAmounts(3_000_000, 1_000_000));
        write(List.of(new Effect.FillObserved(priced, null)));
        assertThat(one("SELECT concat_ws(' ', effective_size, effective_usdc, effective_price) FROM leader_fill"))
                .isEqualTo("3.000000 1.000000 0.333333");
        assertThat(jdbc.query(
                        "SELECT * FROM leader_fill",
                        (row, _) -> LedgerStore.fill(row).effective()))
                .containsExactly(priced.effective());
    }

    @Test
    void neverMovesACursorBack() {
        write(List.of(cursor(10)));
        write(List.of(cursor(7)));
        assertThat(one("SELECT last_processed_block::TEXT FROM polygon_cursor")).isEqualTo("10");
        write(List.of(cursor(11)));
        assertThat(one("SELECT last_processed_block::TEXT FROM polygon_cursor")).isEqualTo("11");
    }

    @Test
    void movesACursorToTheFarthestOfSeveralMoves() {
        write(List.of(cursor(12), cursor(30), cursor(20)));
        assertThat(one("SELECT last_processed_block::TEXT FROM polygon_cursor")).isEqualTo("30");
    }

    /** More than go out in one statement, one of them twice in the list, and their cursors between them. */
    @Test
    void storesManyFillsOfOneList() {
        List<Effect.Fact> facts = new ArrayList<>();
        for (int number = 1; number <= 1_201; number++) {
            facts.add(new Effect.FillObserved(fill(number, Side.BUY, "100", "0.5"), instrument(YES)));
            facts.add(cursor(number));
        }
        facts.add(facts.getFirst());
        write(facts);
        write(facts);
        assertThat(one(
                        "SELECT concat_ws(' ', (SELECT count(*) FROM leader_fill), (SELECT count(*) FROM leader_fill_raw),"
                                + " (SELECT count(*) FROM trade), (SELECT last_processed_block FROM polygon_cursor))"))
                .isEqualTo("1201 1201 1201 1201");
    }

    /** A time goes to the microsecond, and what is not known stays so. */
    @Test
    void keepsTimesAndFiguresAsTheyAre() {
        write(List.of(new Effect.FillObserved(untimed(fill), null)));
        assertThat(one(
                        "SELECT concat_ws(' ', fill_ts IS NULL, detected_at = to_timestamp(%d), token_id, fee_usdc, combo)"
                                        .formatted(NOON / SECOND + 1)
                                + " FROM leader_fill"))
                .isEqualTo("t t 1001 0.000000 f");
    }

    /** Where following began is told by the first move, though the last one of a transaction is what counts. */
    @Test
    void remembersWhereFollowingBegan() {
        write(List.of(cursor(10), cursor(30), cursor(20)));
        write(List.of(cursor(40)));
        assertThat(one("SELECT concat_ws(' ', first_block, last_processed_block) FROM polygon_cursor"))
                .isEqualTo("11 40");
    }

    /** A leader who was followed before is followed again from a block of the past: a restart must not skip it. */
    @Test
    void movesACursorBackWhenFollowingBeginsAnew() {
        write(List.of(cursor(90)));
        write(List.of(new Effect.CursorsMoved(
                new CursorMove(Set.of(EXCHANGE), Set.of(LEADER), Cursor.MAKER_TOPIC, 39, true), NOON)));
        assertThat(one("SELECT concat_ws(' ', first_block, last_processed_block) FROM polygon_cursor"))
                .isEqualTo("40 39");
        write(List.of(cursor(50)));
        assertThat(one("SELECT concat_ws(' ', first_block, last_processed_block) FROM polygon_cursor"))
                .isEqualTo("40 50");
    }

    private static String state() {
        return one("SELECT concat_ws('|', (SELECT string_agg(f::TEXT, ',') FROM leader_fill f),"
                + " (SELECT string_agg((to_jsonb(a) - 'created_at')::TEXT, ',') FROM execution_attempt a),"
                + " (SELECT string_agg(e::TEXT, ',') FROM execution_fill e), (SELECT string_agg(p::TEXT, ',') FROM position p),"
                + " (SELECT count(*) FROM leader_fill_raw), (SELECT count(*) FROM equity_point))");
    }
}
