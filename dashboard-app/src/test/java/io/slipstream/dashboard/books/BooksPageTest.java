package io.slipstream.dashboard.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import io.slipstream.dashboard.fixture.BookRows;
import io.slipstream.dashboard.fixture.DashboardTest;
import io.slipstream.dashboard.fixture.SampleBooks;
import io.slipstream.dashboard.fixture.SampleDay;
import io.slipstream.dashboard.fixture.Token;
import io.slipstream.dashboard.fixture.Trading;
import java.math.BigDecimal;
import java.time.Instant;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What the page says about what the database holds. */
@DashboardTest
class BooksPageTest {

    private final MockMvcTester mvc;
    private final Trading trading;
    private final BookRows rows;

    @Autowired
    BooksPageTest(MockMvcTester mvc, Trading trading) {
        this.mvc = mvc;
        this.trading = trading;
        this.rows = new BookRows(trading);
    }

    @BeforeEach
    void emptyDatabase() {
        trading.clear();
    }

    @Test
    void isCompleteBeforeAnythingHappened() {
        text("/books")
                .contains(
                        "PAPER",
                        "The worker is not running, and has left no account",
                        "No order book is kept",
                        "Not checked yet",
                        "There is none",
                        "none was asked for since the worker",
                        "aria-current=\"page\">Order books</a>")
                .doesNotContain("panel good", "notice bad");
    }

    @Test
    void saysThatBooksWillComeWhileTheWorkerRuns() {
        trading.feed("clob-ws", "UP", "", Instant.now(), Instant.now());
        text("/live/books").contains("No order book is kept").doesNotContain("notice warn", "notice bad");
    }

    @Test
    void saysHowManyMayBeTradedOnAndListsTheWorstFirst() {
        Instant now = Instant.now();
        new SampleDay(trading, now).write();
        new SampleBooks(trading, now).write();

        text("/live/books")
                .contains(
                        "Yes, but for",
                        "2 books",
                        "138</span> of <span>140 books",
                        "7 faults",
                        "the first <span>100</span> of <span",
                        "Unknown market",
                        "title=\"48331043336612883890938759509493159234755048973500640148014422747788308965732\"",
                        "483310…5732",
                        "not checked",
                        "Traded on at once.",
                        "since the worker's start")
                .containsPattern("id=\"books-untrusted\"[\\s\\S]*?<dd>2\\s+<span class=\"sub\"\\s*>1%")
                .doesNotContain("notice warn", "notice bad");
    }

    @Test
    void warnsWhenManyCannotBeTradedOn() {
        Instant now = Instant.now();
        for (int i = 0; i < 10; i++) {
            rows.book(trading.market("Will it rain?", "Yes"), i == 0 ? "HARD_STALE" : "FRESH", 1_000, 2, now);
        }
        text("/live/books")
                .contains("Not those of", "data-title=\"1 book not traded on\"", "In <span>99.8%</span> of checks")
                .containsPattern("class=\"panel bad\" id=\"answer-books\"")
                .containsPattern("class=\"panel bad\" id=\"answer-integrity\"");
    }

    @Test
    void doesNotBelieveTheAccountOfAWorkerThatDoesNotRun() {
        Instant longAgo = Instant.now().minusSeconds(90);
        Token token = trading.market("Will it rain?", "Yes");
        rows.book(token, "FRESH", 10, 0, longAgo);
        trading.feed("clob-ws", "UP", "", longAgo, longAgo);

        text("/live/books")
                .contains(
                        "The worker is not running: it has not accounted",
                        "Not known: the worker is silent",
                        "was fresh",
                        "older than a minute")
                .doesNotContain("Yes, all of them", "badge up");

        trading.feed("clob-ws", "UP", "", Instant.now(), Instant.now());
        text("/live/books")
                .contains("The worker runs, but has told nothing new", "Yes, all of them", "badge up")
                .doesNotContain("is not running");
    }

    @Test
    void escapesWhatMarketsAreCalled() {
        String script = "<script>alert('x')</script>\"'";
        rows.book(trading.market(script, script), "FRESH", 10, 0, Instant.now());
        rows.book(BigDecimal.TEN, "FRESH", 10, new long[4], Instant.now());

        text("/books").contains("&lt;script&gt;alert").doesNotContain("<script>alert");
    }

    private AbstractStringAssert<?> text(String uri) {
        return assertThat(mvc.get().uri(uri).with(user("ann"))).hasStatusOk().bodyText();
    }
}
