package io.slipstream.dashboard.fills;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.dashboard.database.Rows;
import io.slipstream.dashboard.fixture.Fill;
import io.slipstream.dashboard.fixture.TestDatabase;
import io.slipstream.dashboard.fixture.Token;
import io.slipstream.dashboard.fixture.Trading;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The latest fills and the counts beside them. */
@Timeout(60)
class LatestFillsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private DataSource database;
    private Trading trading;
    private LatestFills fills;
    private Activities activities;
    private UUID leader;
    private Token token;

    @BeforeEach
    void start() {
        database = TestDatabase.fresh();
        trading = new Trading(database);
        trading.partitionsFor(NOW);
        leader = trading.leader("whale");
        token = trading.market("Will it rain?", "Yes");
        fills = new LatestFills(JdbcClient.create(database));
        activities = new Activities(JdbcClient.create(database), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void showsAFillWithItsDecisionAndWhatCameOfIt() {
        Fill fill = Fill.of(leader, token, NOW.minusSeconds(5))
                .leader("maker", "SELL", "0.525", "1000.5")
                .state("PROVISIONAL");
        trading.fill(fill);
        trading.jdbc()
                .sql("INSERT INTO execution_fill VALUES (gen_random_uuid(), ?, 1, 30, 0.5, 0.02, 'MAKER', now())")
                .param(fill.id())
                .update();

        assertThat(fills.show(FillFilter.ALL)).singleElement().satisfies(shown -> {
            assertThat(shown.id()).isEqualTo(fill.id());
            assertThat(shown.detectedAt()).isEqualTo(NOW.minusSeconds(5));
            assertThat(shown.leader()).isEqualTo("whale");
            assertThat(shown.leaderRole()).isEqualTo("MAKER");
            assertThat(shown.side()).isEqualTo("SELL");
            assertThat(shown.title()).isEqualTo("Will it rain?");
            assertThat(shown.outcome()).isEqualTo("Yes");
            assertThat(shown.tokenId()).hasSize(76);
            assertThat(shown.leaderPrice()).isEqualByComparingTo("0.525");
            assertThat(shown.leaderSize()).isEqualByComparingTo("1000.5");
            assertThat(shown.state()).isEqualTo(FillState.PROVISIONAL);
            assertThat(shown.decision()).isEqualTo(Decision.TRADE);
            assertThat(shown.reason()).isEqualTo("Copies 10% of the leader's fill");
            assertThat(shown.attemptStatus()).isEqualTo(AttemptStatus.FILLED);
            assertThat(shown.limitPrice()).isEqualByComparingTo("0.535");
            // 10 at 0.525 and 30 at 0.5
            assertThat(shown.filledShares()).isEqualByComparingTo("40");
            assertThat(shown.averagePrice()).isEqualByComparingTo("0.50625");
            assertThat(shown.feeUsdc()).isEqualByComparingTo("0.0323");
        });
    }

    @Test
    void showsAFillThatIsNotDecidedYetAndALeaderWithoutALabel() {
        trading.fill(Fill.of(trading.leader(""), token, NOW).undecided());

        assertThat(fills.show(FillFilter.ALL)).singleElement().satisfies(shown -> {
            assertThat(shown.leader()).startsWith("0x");
            assertThat(shown.decision()).isNull();
            assertThat(shown.attemptStatus()).isNull();
            assertThat(shown.filledShares()).isNull();
            assertThat(shown.feeUsdc()).isNull();
        });
        assertThat(fills.show(FillFilter.TRADED)).isEmpty();
        assertThat(fills.show(FillFilter.SKIPPED)).isEmpty();
    }

    @Test
    void showsTheNewestFirstOverTheBorderOfAMonthAndFiltersBeforeItCutsOff() {
        Instant october = Instant.parse("2026-10-31T23:59:59Z");
        trading.partitionsFor(october);
        Fill oldest = Fill.of(leader, token, october);
        trading.fill(oldest);
        for (int i = 0; i < LatestFills.SHOWN + 5; i++) {
            trading.fill(Fill.of(leader, token, NOW.minusSeconds(100 - i)).skipped("STALE_BOOK", "too old"));
        }

        assertThat(fills.show(FillFilter.ALL))
                .hasSize(LatestFills.SHOWN)
                .isSortedAccordingTo((a, b) -> b.detectedAt().compareTo(a.detectedAt()));
        assertThat(fills.show(FillFilter.TRADED)).extracting(CopiedFill::id).containsExactly(oldest.id());
        assertThat(fills.show(FillFilter.SKIPPED))
                .hasSize(LatestFills.SHOWN)
                .allSatisfy(shown -> assertThat(shown.limitPrice()).isNull());
    }

    @Test
    void countsTodayAndTheReasonsOfTheLastHour() {
        trading.fill(Fill.of(leader, token, Instant.parse("2026-11-21T23:59:59.999Z")));
        trading.fill(Fill.of(leader, token, Instant.parse("2026-11-22T00:00:00Z")));
        trading.fill(Fill.of(leader, token, NOW.minusSeconds(3_601)).skipped("STALE_BOOK", "before the hour"));
        trading.fill(Fill.of(leader, token, NOW.minusSeconds(50)).skipped("STALE_BOOK", "4 s"));
        trading.fill(Fill.of(leader, token, NOW.minusSeconds(40)).skipped("PRICE_MOVED", "3 cents"));
        trading.fill(Fill.of(leader, token, NOW.minusSeconds(30)).skipped("PRICE_MOVED", "4 cents"));
        trading.fill(Fill.of(leader, token, NOW.minusSeconds(20))
                .traded("CANCELED", "0", Duration.ofMillis(9), "nobody sold"));
        trading.fill(Fill.of(leader, token, NOW.minusSeconds(10)).undecided());

        Activity today = activities.today();

        assertThat(today).isEqualTo(new Activity(7, 2, 4, 1));
        assertThat(today.fillRatePercent()).isEqualByComparingTo("50.0");
        assertThat(activities.skipReasonsOfTheLastHour())
                .containsExactly(new SkipReason("PRICE_MOVED", 2), new SkipReason("STALE_BOOK", 1));
        assertThat(new Activity(3, 0, 3, 0).fillRatePercent()).isNull();
    }

    /** With a month of fills, the newest must come from the key and not from reading the month. */
    @Test
    void findsTheNewestByTheKeyInALargeTable() {
        trading.jdbc().sql("""
                        INSERT INTO leader_fill
                        SELECT uuid_v7_floor(?::timestamptz - n * interval '20 seconds'), gen_random_uuid(), ?, 'polygon', '0xe',
                               n, '0xb', '0xt', 0, '0xo', '0xm', '0xt', 'taker', ?, 'BUY', 0.5, 10, 5, 0, now(), now(),
                               'CONFIRMED', 'bulk'
                        FROM generate_series(1, 60000) n""").params(NOW.toString(), leader, token.id()).update();
        trading.jdbc().sql("""
                        INSERT INTO execution_attempt
                        SELECT id, id, 'paper', 'SKIP', '{}', 0.1, token_id, 'BUY', 0, NULL, 0, 'SKIPPED', NULL, now(),
                               NULL, NULL, NULL, now()
                        FROM leader_fill""").update();
        trading.jdbc().sql("ANALYZE leader_fill, execution_attempt").update();

        for (Decision decision : new @Nullable Decision[] {null, Decision.SKIP}) {
            List<String> plan = Rows.all(JdbcClient.create(database)
                    .sql("EXPLAIN " + LatestFills.LATEST)
                    .param("searched", decision == null ? LatestFills.SHOWN : LatestFills.SEARCHED)
                    .param("shown", LatestFills.SHOWN)
                    .param("decision", decision == null ? null : decision.name())
                    .query(String.class));
            assertThat(plan)
                    .as(String.join("\n", plan))
                    .anyMatch(line -> line.contains("Index Scan Backward using leader_fill_2026_11_pkey"))
                    .noneMatch(line -> line.contains("Seq Scan on leader_fill_2026_11"))
                    .noneMatch(line -> line.contains("Seq Scan on execution_attempt_2026_11"));
        }
    }

    @Test
    void keepsAmountsExact() {
        trading.fill(Fill.of(leader, token, NOW).leader("taker", "BUY", "0.1", "99999999999999999999999999.999999"));

        assertThat(fills.show(FillFilter.ALL).getFirst().leaderSize())
                .isEqualTo(new BigDecimal("99999999999999999999999999.999999"));
    }
}
