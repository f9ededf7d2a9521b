package io.slipstream.persistence;

import static io.slipstream.core.engine.Fixtures.LEADER;
import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.SECOND;
import static io.slipstream.core.engine.Fixtures.fill;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.copy.Decision;
import io.slipstream.core.engine.Effect;
import io.slipstream.core.engine.Fixtures;
import io.slipstream.core.engine.Relocation;
import io.slipstream.core.execution.ExecutionFill;
import io.slipstream.core.execution.Liquidity;
import io.slipstream.core.execution.OrderOutcome;
import io.slipstream.core.execution.Settlement;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Micros;
import io.slipstream.core.portfolio.EquityPoint;
import io.slipstream.core.portfolio.Position;
import io.slipstream.core.venue.TimeInForce;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** One bad fact costs that fact and what depends on it, and nothing else. */
class QuarantineTest extends JournalRig {

    private static final int STORIES = 12;
    private static final int TOKENS = 3;

    /** A story of a copied fill: what the engine tells of it, in its order. */
    private static List<Effect.Fact> story(int number, LeaderFill fill) {
        UUID id = fill.id();
        long at = NOON + number * SECOND;
        return List.of(
                new Effect.FillObserved(fill, null),
                new Effect.AttemptDecided(
                        fill,
                        new Decision.Trade(Side.BUY, Micros.ONE, 5_100, "buy"),
                        100_000,
                        TimeInForce.GTC,
                        SECOND,
                        at),
                new Effect.AttemptPlaced(id, at),
                new Effect.AttemptFilled(
                        new ExecutionFill(id, 0, Micros.ONE, 5_000, 0, Liquidity.TAKER, Settlement.CONFIRMED, at)),
                new Effect.PositionChanged(
                        new Position(fill.tokenId(), "0xc1", number * Micros.ONE, number, 0, 0, null, null, NOON, at)),
                new Effect.AttemptDone(id, OrderOutcome.FILLED, "filled", at),
                new Effect.EquityMeasured(new EquityPoint(at, 1, 2, 3, 4, 5, 6, 0)),
                cursor(number));
    }

    private static LeaderFill leaderFill(int number, UUID id) {
        LeaderFill usual = fill(number, Side.BUY, "100", "0.5");
        return new LeaderFill(
                id,
                usual.source(),
                usual.leader(),
                usual.role(),
                usual.exchange(),
                usual.blockNumber(),
                usual.blockHash(),
                usual.txHash(),
                usual.logIndex(),
                usual.orderHash(),
                usual.maker(),
                usual.taker(),
                TokenId.of(Integer.toString(2_000 + number % TOKENS)),
                false,
                usual.side(),
                usual.leaderPriceMicros(),
                usual.sharesMicros(),
                usual.usdcMicros(),
                0,
                usual.fillTimeNanos(),
                usual.detectedAtNanos(),
                "{}",
                usual.effective());
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28,
                29, 30
            })
    void putsExactlyTheBadFactAndWhatDependsOnItAside(long seed) {
        Random random = new Random(seed);
        int bad = 1 + random.nextInt(STORIES);
        int[] poisonable = {0, 0, 0, 1, 3, 4, 5, 7};
        int at = poisonable[random.nextInt(poisonable.length)];
        List<Effect.Fact> facts = new ArrayList<>();
        Map<String, Integer> expected = new TreeMap<>();
        TokenId tainted = TokenId.of("1");
        boolean account = false;
        int equity = 0;
        Map<TokenId, Integer> positions = new HashMap<>();
        List<Effect.Fact> badStory = List.of();
        for (int number = 1; number <= STORIES; number++) {
            LeaderFill fill = leaderFill(number, new UUID(7, number));
            List<Effect.Fact> story = new ArrayList<>(story(number, fill));
            if (number == bad) {
                story.set(at, Poison.of(story.get(at), random));
                badStory = story;
                expected.merge(FactKey.kind(story.get(at)), 1, Integer::sum);
                if (at == 0) {
                    expected.merge("AttemptDecided", 1, Integer::sum);
                }
                if (at <= 1) {
                    List.of("AttemptPlaced", "AttemptFilled", "AttemptDone")
                            .forEach(kind -> expected.merge(kind, 1, Integer::sum));
                }
                account = at <= 3;
                tainted = account ? fill.tokenId() : tainted;
            }
            if (fill.tokenId().equals(tainted)) {
                expected.put("PositionChanged", 1);
            } else if (!(number == bad && at == 4)) {
                positions.put(fill.tokenId(), number);
            }
            if (account) {
                expected.put("EquityMeasured", 1);
            } else {
                equity++;
            }
            facts.addAll(story);
        }
        int alarms = 0;
        for (int from = 0; from < facts.size(); ) {
            int to = Math.min(facts.size(), from + 1 + random.nextInt(40));
            alarms += deliver(facts.subList(from, to));
            from = to;
        }
        String state = state();
        assertThat(alarms).as("seed %d, fact %d of story %d", seed, at, bad).isEqualTo(1);
        assertThat(kinds()).as("seed %d", seed).isEqualTo(expected.toString());
        assertThat(state)
                .as("seed %d", seed)
                .isEqualTo("%d fills, %d attempts, %d executions, %d equity, %s, cursor %d"
                        .formatted(
                                STORIES - (at == 0 ? 1 : 0),
                                STORIES - (at <= 1 ? 1 : 0),
                                STORIES - (at <= 1 || at == 3 ? 1 : 0),
                                equity,
                                new TreeMap<>(shares(positions)),
                                bad == STORIES && at == 7 ? STORIES - 1 : STORIES));
        if (at == 0) {
            deliveredAgainAfterARestart(bad, badStory, random);
            assertThat(kinds()).isEqualTo(expected.toString());
            assertThat(state()).isEqualTo(state);
        }
    }

    /** Under another id: nobody knows the fill. */
    private void deliveredAgainAfterARestart(int number, List<Effect.Fact> badStory, Random random) {
        journal = new Journal(jdbc, new JsonMapper());
        LeaderFill bad = ((Effect.FillObserved) badStory.getFirst()).fill();
        LeaderFill again = bad.as(new UUID(8, random.nextLong()));
        assertThat(deliver(story(number, again))).as("no new alarm").isZero();
        assertThat(one("SELECT occurrences::TEXT FROM quarantined_fact WHERE kind = 'FillObserved'"))
                .isEqualTo("2");
    }

    /** What becomes of a fill in quarantine is told later, together with what concerns others. */
    @Test
    void takesWhatIsToldOfSeveralFillsApart() {
        LeaderFill bad = Poison.fill(fill(1, Side.BUY, "100", "0.5"), new UUID(7, 1), "0xt\0", 1);
        LeaderFill good = fill(2, Side.BUY, "100", "0.5");
        deliver(List.of(new Effect.FillObserved(bad, null), new Effect.FillObserved(good, null)));
        LeaderFill now = Fixtures.moved(good, 12, "0xb12", 5);
        assertThat(deliver(List.of(
                        new Effect.FillsRelocated(List.of(
                                new Relocation(bad.id(), Fixtures.moved(bad, 12, "0xb12", 6)),
                                new Relocation(good.id(), now))),
                        new Effect.OneSided(bad.id(), "polygon", NOON),
                        new Effect.FillsConfirmed(List.of(bad.id(), good.id())))))
                .isZero();
        assertThat(one("SELECT concat_ws(' ', status, block_number) FROM leader_fill"))
                .isEqualTo("CONFIRMED 12");
        assertThat(one("SELECT string_agg(kind, ' ' ORDER BY kind) FROM quarantined_fact"
                        + " WHERE follows = (SELECT identity FROM quarantined_fact WHERE follows IS NULL)"))
                .isEqualTo("FillsConfirmed FillsRelocated OneSided");
    }

    @Test
    void goesOnWithoutALeaderThatWasDeleted() {
        jdbc.update("DELETE FROM leader");
        assertThat(deliver(copied())).isEqualTo(1);
        assertThat(one("SELECT sqlstate FROM quarantined_fact WHERE follows IS NULL"))
                .isEqualTo("23503");
        assertThat(one("SELECT last_processed_block::TEXT FROM polygon_cursor")).isEqualTo("10");
        assertThat(one("SELECT count(*)::TEXT FROM position")).isEqualTo("0");
    }

    /** An alarm ends with whoever looked at it, and the same thing is not told of again. */
    @Test
    void countsWhatNobodyHasLookedAt() {
        QuarantineStore store = new QuarantineStore(jdbc);
        jdbc.update("DELETE FROM leader");
        deliver(copied());
        assertThat(store.open()).isEqualTo(1);
        jdbc.update("UPDATE quarantined_fact SET acknowledged_at = now()");
        assertThat(store.open()).isZero();
        assertThat(deliver(copied())).isZero();
        assertThat(store.open()).isZero();
    }

    /** A transaction that comes to nothing puts nothing aside. */
    @Test
    void withholdsNothingOfATransactionThatIsRolledBack() {
        jdbc.update("DELETE FROM leader");
        transaction.executeWithoutResult(status -> {
            journal.sift(copied(), Map.of(LEADER, LEADER_ID));
            status.setRollbackOnly();
        });
        assertThat(one("SELECT count(*)::TEXT FROM quarantined_fact")).isEqualTo("0");
        jdbc.update("INSERT INTO leader VALUES (?, ?, 'alice', TRUE, now())", LEADER_ID, LEADER.hex());
        assertThat(deliver(copied())).isZero();
        assertThat(one("SELECT count(*)::TEXT FROM position")).isEqualTo("1");
    }

    /** A driver that gives up waiting reports a connection that broke: that may be what was to be stored. */
    @Test
    void suspectsAStatementThatTakesTooLong() {
        assertThat(WriteFailure.of(failureOf("SET LOCAL statement_timeout = 50", "SELECT pg_sleep(5)"))
                        .remedy())
                .isEqualTo(WriteFailure.Remedy.SUSPECT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "53100", "53200", "53300", "57P01", "55P03", "25006"})
    void waitsForADatabaseThatIsBusy(String state) {
        assertThat(raised(state)).isEqualTo(WriteFailure.Remedy.AGAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"22003", "22P05", "23503", "23514", "42703", "54000", "P0001"})
    void tellsWhatIsRefused(String state) {
        assertThat(raised(state)).isEqualTo(WriteFailure.Remedy.REFUSED);
    }

    private static WriteFailure.Remedy raised(String state) {
        return WriteFailure.of(failureOf("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '" + state + "'; END $$"))
                .remedy();
    }

    private static RuntimeException failureOf(String... statements) {
        try {
            transaction.executeWithoutResult(_ -> List.of(statements).forEach(jdbc::execute));
        } catch (RuntimeException e) {
            return e;
        }
        throw new AssertionError("nothing failed");
    }

    private static Map<String, String> shares(Map<TokenId, Integer> positions) {
        Map<String, String> shares = new TreeMap<>();
        positions.forEach((token, number) -> shares.put(token.toString(), number + ".000000"));
        return shares;
    }

    private static String kinds() {
        Map<String, Integer> kinds = new TreeMap<>();
        jdbc.query("SELECT kind, count(*)::INT FROM quarantined_fact GROUP BY kind", row -> {
            kinds.put(row.getString(1), row.getInt(2));
        });
        return kinds.toString();
    }

    private static String state() {
        Map<String, String> shares = new TreeMap<>();
        jdbc.query("SELECT token_id::TEXT, shares::TEXT FROM position", row -> {
            shares.put(row.getString(1), row.getString(2));
        });
        return one(
                        "SELECT format('%s fills, %s attempts, %s executions, %s equity, ', (SELECT count(*) FROM leader_fill),"
                                + " (SELECT count(*) FROM execution_attempt), (SELECT count(*) FROM execution_fill),"
                                + " (SELECT count(*) FROM equity_point))")
                + shares
                + one("SELECT ', cursor ' || max(last_processed_block) FROM polygon_cursor WHERE role = 'maker'");
    }
}
