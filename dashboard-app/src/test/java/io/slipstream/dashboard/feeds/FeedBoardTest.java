package io.slipstream.dashboard.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.dashboard.fixture.TestDatabase;
import io.slipstream.dashboard.fixture.Trading;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When a feed, or the worker itself, counts as silent. */
@Timeout(60)
class FeedBoardTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private Trading trading;
    private FeedBoards boards;

    @BeforeEach
    void start() {
        DataSource database = TestDatabase.fresh();
        trading = new Trading(database);
        boards = new FeedBoards(JdbcClient.create(database), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void isNotSilentBeforeTheFirstReport() {
        assertThat(boards.current().feeds()).isEmpty();
        assertThat(boards.current().workerSilent()).isFalse();
        assertThat(boards.current().lastReportAt()).isEmpty();
    }

    @Test
    void namesTheFeedsThatAreDown() {
        trading.feed("a", "UP", "", NOW, NOW);
        trading.feed("b", "DOWN", "no frame for 30 s", null, NOW);
        trading.feed("c", "DEGRADED", "slow", NOW, NOW);

        assertThat(boards.current().down()).extracting(FeedHealth::feed).containsExactly("b");
        assertThat(boards.current().down().getFirst().lastContentAt()).isNull();
    }

    @Test
    void callsTheWorkerSilentWhenEvenItsNewestRowIsOlderThanFifteenSeconds() {
        trading.feed("a", "UP", "", NOW, NOW.minusSeconds(90));
        trading.feed("b", "UP", "", NOW, NOW.minusSeconds(15));
        assertThat(boards.current().workerSilent()).isFalse();

        trading.feed("b", "UP", "", NOW, NOW.minusSeconds(16));
        assertThat(boards.current().workerSilent()).isTrue();
        assertThat(boards.current().lastReportAt()).contains(NOW.minusSeconds(16));
    }
}
