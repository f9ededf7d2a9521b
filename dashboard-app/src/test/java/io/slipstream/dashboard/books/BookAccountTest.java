package io.slipstream.dashboard.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.dashboard.feeds.FeedBoard;
import io.slipstream.dashboard.feeds.FeedHealth;
import io.slipstream.dashboard.fixture.BookRows;
import io.slipstream.dashboard.fixture.TestDatabase;
import io.slipstream.dashboard.fixture.Token;
import io.slipstream.dashboard.fixture.Trading;
import io.slipstream.dashboard.mode.TradingMode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is read about the books, and whether it is of the present. */
@Timeout(60)
class BookAccountTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private Trading trading;
    private BookRows rows;
    private BookTotals totals;
    private KeptBooks books;

    @BeforeEach
    void start() {
        DataSource database = TestDatabase.fresh();
        trading = new Trading(database);
        rows = new BookRows(trading);
        totals = new BookTotals(JdbcClient.create(database));
        books = new KeptBooks(JdbcClient.create(database));
    }

    @Test
    void knowsNothingBeforeTheFirstBook() {
        assertThat(totals.current()).isEqualTo(new BookTotal(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null));
        assertThat(books.worst()).isEmpty();
        assertThat(account(0).state()).isEqualTo(BookAccount.State.EMPTY);
    }

    @Test
    void addsUpAllBooksAndTellsTheLatestNewsOfAny() {
        rows.book(new BigDecimal(1), "FRESH", 1_000, new long[] {1, 2, 3, 4}, NOW.minusSeconds(30));
        rows.book(new BigDecimal(2), "FRESH", 500, new long[] {1, 0, 0, 0}, NOW);
        rows.book(new BigDecimal(3), "SOFT_STALE", 0, new long[4], NOW.minusSeconds(9));
        rows.book(new BigDecimal(4), "HARD_STALE", 0, new long[4], NOW.minusSeconds(9));
        rows.book(new BigDecimal(5), "UNTRUSTED", 0, new long[4], NOW.minusSeconds(9));

        assertThat(totals.current()).isEqualTo(new BookTotal(5, 2, 1, 1, 1, 1_500, 2, 2, 3, 4, 5, NOW));
    }

    @Test
    void putsTheLowestScoreFirstAndOfEqualsTheOneThatCanBeReliedUponLeast() {
        rows.book(new BigDecimal(1), "FRESH", 1_000, new long[4], NOW);
        rows.book(new BigDecimal(2), "SOFT_STALE", 1_000, new long[4], NOW);
        rows.book(new BigDecimal(3), "UNTRUSTED", 1_000, new long[4], NOW);
        rows.book(new BigDecimal(4), "HARD_STALE", 0, new long[4], NOW);
        rows.book(new BigDecimal(5), "FRESH", 1_000, new long[] {0, 0, 0, 1}, NOW);
        rows.book(new BigDecimal(6), "FRESH", 1_000, new long[] {0, 0, 0, 2}, NOW);

        assertThat(books.worst()).extracting(KeptBook::tokenId).containsExactly("6", "5", "3", "4", "2", "1");
    }

    @Test
    void namesTheMarketWhereItIsKnown() {
        Token token = trading.market("Will it rain?", "Yes");
        rows.book(token.id(), "FRESH", 1_000, new long[] {1, 2, 3, 4}, NOW);
        rows.book(new BigDecimal(7), "UNTRUSTED", 0, new long[4], NOW);

        assertThat(books.worst().getFirst())
                .isEqualTo(new KeptBook(
                        token.id().toPlainString(),
                        "Will it rain?",
                        "Yes",
                        BookFreshness.FRESH,
                        11,
                        1_000,
                        1,
                        2,
                        3,
                        4,
                        5,
                        NOW));
        assertThat(books.worst().getFirst().scorePercent()).isEqualByComparingTo("99");
        assertThat(books.worst().getLast()).satisfies(book -> {
            assertThat(book.title()).isNull();
            assertThat(book.outcome()).isNull();
            assertThat(book.scorePercent()).isNull();
        });
    }

    @Test
    void showsAHundredAndCountsAll() {
        for (int i = 0; i < KeptBooks.SHOWN + 5; i++) {
            rows.book(new BigDecimal(i), "FRESH", 10, new long[4], NOW);
        }
        assertThat(books.worst()).hasSize(KeptBooks.SHOWN);
        assertThat(totals.current().kept()).isEqualTo(KeptBooks.SHOWN + 5);
    }

    @Test
    void blamesTheWorkerForAnOldAccountOnlyIfItIsSilentOtherwiseToo() {
        rows.book(new BigDecimal(1), "FRESH", 10, new long[4], NOW.minusSeconds(60));
        assertThat(account(90).state()).isEqualTo(BookAccount.State.CURRENT);

        rows.book(new BigDecimal(1), "FRESH", 10, new long[4], NOW.minusSeconds(61));
        assertThat(account(90).state()).isEqualTo(BookAccount.State.SILENT);
        assertThat(account(1).state()).isEqualTo(BookAccount.State.UNCHANGED);
        assertThat(account(new FeedBoard(List.of(), NOW)).state()).isEqualTo(BookAccount.State.SILENT);
    }

    private BookAccount account(int secondsSinceAFeedReported) {
        FeedHealth feed =
                new FeedHealth("clob-ws", FeedHealth.State.UP, "", null, NOW.minusSeconds(secondsSinceAFeedReported));
        return account(new FeedBoard(List.of(feed), NOW));
    }

    private BookAccount account(FeedBoard feeds) {
        return new BookAccount(TradingMode.PAPER, totals.current(), books.worst(), feeds, NOW);
    }
}
