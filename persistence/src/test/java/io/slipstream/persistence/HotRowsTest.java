package io.slipstream.persistence;

import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.SECOND;
import static io.slipstream.core.engine.Fixtures.YES;
import static io.slipstream.core.engine.Fixtures.fill;
import static io.slipstream.core.engine.Fixtures.instrument;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.engine.Effect;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Micros;
import io.slipstream.core.portfolio.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What changes all the time is written without touching its indexes, and what has no news is not written at all. */
class HotRowsTest extends JournalRig {

    private static final int BLOCKS = 200;
    private static final int FILLS_A_BLOCK = 20;
    private static final int BLOCKS_UNTIL_FINAL = 30;

    private final CompletenessStore completeness = new CompletenessStore(jdbc);

    @Test
    void confirmsFillsWithoutTouchingTheirIndexes() {
        List<List<UUID>> blocks = new ArrayList<>();
        for (int block = 0; block < BLOCKS; block++) {
            List<Effect.Fact> facts = new ArrayList<>();
            List<UUID> ids = new ArrayList<>();
            for (int i = 0; i < FILLS_A_BLOCK; i++) {
                LeaderFill each = fill(block * FILLS_A_BLOCK + i, Side.BUY, "100", "0.5");
                facts.add(new Effect.FillObserved(each, instrument(YES)));
                ids.add(each.id());
            }
            blocks.add(ids);
            if (block >= BLOCKS_UNTIL_FINAL) {
                facts.add(new Effect.FillsConfirmed(blocks.get(block - BLOCKS_UNTIL_FINAL)));
            }
            write(facts);
        }
        long confirmed = (long) (BLOCKS - BLOCKS_UNTIL_FINAL) * FILLS_A_BLOCK;
        await().until(() -> stat("n_tup_upd", "leader_fill_default") == confirmed);
        assertThat(stat("n_tup_hot_upd", "leader_fill_default")).isGreaterThanOrEqualTo(confirmed * 95 / 100);
        assertThat(one("SELECT count(*)::TEXT FROM unconfirmed_fill"))
                .isEqualTo(Integer.toString(BLOCKS_UNTIL_FINAL * FILLS_A_BLOCK));
    }

    @Test
    void marksPositionsWithoutTouchingTheirIndexes() {
        int positions = 100;
        int marks = 50;
        for (int mark = 0; mark <= marks; mark++) {
            List<Effect.Fact> facts = new ArrayList<>();
            for (int i = 0; i < positions; i++) {
                facts.add(new Effect.PositionChanged(new Position(
                        TokenId.of(Integer.toString(1_000 + i)),
                        "0xc1",
                        10 * Micros.ONE,
                        5 * Micros.ONE,
                        0,
                        125_000,
                        5_000 + mark,
                        null,
                        NOON,
                        NOON + mark * SECOND)));
            }
            write(facts);
        }
        await().until(() -> stat("n_tup_upd", "position") == (long) positions * marks);
        assertThat(stat("n_tup_hot_upd", "position")).isGreaterThanOrEqualTo((long) positions * marks * 95 / 100);
    }

    @Test
    void writesFeedsInPlaceAndDropsThoseThatAreGone() {
        FeedHealthStore feeds = new FeedHealthStore(jdbc);
        Instant now = Instant.parse("2026-12-01T00:00:00Z");
        for (int i = 0; i < 100; i++) {
            feeds.replace(List.of(feed("a"), feed("b")), now.plusSeconds(i));
        }
        await().until(() -> stat("n_tup_upd", "feed_health") == 198);
        assertThat(stat("n_tup_del", "feed_health")).isZero();
        assertThat(stat("n_tup_hot_upd", "feed_health")).isGreaterThanOrEqualTo(190);
        feeds.replace(List.of(feed("b")), now);
        assertThat(one("SELECT string_agg(feed, ' ') FROM feed_health")).isEqualTo("b");
        feeds.replace(List.of(), now);
        assertThat(one("SELECT count(*)::TEXT FROM feed_health")).isEqualTo("0");
    }

    @Test
    void writesNodesAndReadsInPlaceAndDropsThoseThatAreGone() {
        DetectionStore detection = new DetectionStore(jdbc);
        Instant now = Instant.parse("2026-12-01T00:00:00Z");
        var read = new DetectionStore.CatchUp("backfill", 1, 1, 5, 9, 1.5, now);
        for (int i = 0; i < 100; i++) {
            detection.replace(List.of(node("a", i), node("b", i)), List.of(read), now.plusSeconds(i));
        }
        await().until(() -> stat("n_tup_upd", "node_status") == 198);
        assertThat(stat("n_tup_del", "node_status") + stat("n_tup_del", "catch_up"))
                .isZero();
        assertThat(one("SELECT wins::TEXT FROM node_status WHERE endpoint = 'b'"))
                .isEqualTo("99");
        detection.replace(List.of(node("b", 7)), List.of(), now);
        assertThat(one("SELECT string_agg(endpoint || wins, ' ') FROM node_status"))
                .isEqualTo("b7");
        assertThat(one("SELECT count(*)::TEXT FROM catch_up")).isEqualTo("0");
    }

    @Test
    void writesTheProofOfALeaderWithNewsOrOnceAnHour() {
        Instant now = Instant.parse("2026-12-01T00:00:00Z");
        check(1, 0, now);
        assertThat(proof()).as("the first row").isEqualTo("1 0");
        check(2, 0, now.plusSeconds(60));
        assertThat(proof()).as("no news").isEqualTo("1 0");
        check(3, 5, now.plusSeconds(120));
        assertThat(proof()).as("five fills").isEqualTo("3 5");
        check(4, 0, now.plus(Duration.ofMinutes(90)));
        assertThat(proof()).as("no news for more than an hour").isEqualTo("4 5");
    }

    private void check(long block, long fills, Instant at) {
        completeness.checked(
                block,
                block,
                "node",
                1,
                List.of(new CompletenessStore.Verdict(LEADER_ID, fills, 0, 0, 0, 0, 0)),
                List.of(),
                at);
    }

    private static String proof() {
        return one("SELECT to_block || ' ' || fills FROM completeness");
    }

    private static FeedHealthStore.Row feed(String name) {
        return new FeedHealthStore.Row(name, "UP", "fine", null);
    }

    private static DetectionStore.Node node(String endpoint, long wins) {
        return new DetectionStore.Node(
                endpoint, "ws", "LIVE", "fine", 1L, 0L, wins, 0, 0, 0, 1.5, null, null, null, null);
    }

    /** What a session did is counted a moment after its end. */
    private static long stat(String column, String table) {
        Long value = jdbc.queryForObject(
                "SELECT " + column + " FROM pg_stat_user_tables WHERE relname = ?", Long.class, table);
        return value == null ? -1 : value;
    }
}
