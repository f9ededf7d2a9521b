package io.slipstream.dashboard.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipstream.dashboard.fixture.BrowserTest;
import io.slipstream.dashboard.fixture.DashboardBrowser;
import io.slipstream.dashboard.fixture.SampleBooks;
import io.slipstream.dashboard.fixture.SampleDay;
import io.slipstream.dashboard.fixture.Trading;
import java.sql.Timestamp;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page in a real browser. Pictures of it are left in target/screenshots. */
@BrowserTest
class BooksBrowserIT {

    private final Trading trading;
    private final int port;
    private DashboardBrowser browser;

    @Autowired
    BooksBrowserIT(Trading trading, @LocalServerPort int port) {
        this.trading = trading;
        this.port = port;
    }

    @BeforeEach
    void open() {
        trading.clear();
        browser = new DashboardBrowser(port);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void showsThatQuotesCanBeReliedUponAndFollowsWithoutAReloadWhenTheyCannot() {
        SampleBooks sample = sample();
        browser.logIn();
        browser.click("#to-books");
        browser.awaitText("#answer-books", "Yes, but for 2 books");
        assertThat(browser.count("#worst tbody tr")).isEqualTo(100);
        assertThat(browser.text("#worst tbody tr:first-child")).contains("untrusted", "Lakers vs. Celtics");
        assertThat(browser.text("#answer-age")).contains("s ago");
        browser.screenshot("books-light");
        browser.evaluate("window.samePage = true");

        sample.alarm();

        browser.awaitText("#answer-books", "Not those of");
        assertThat(browser.title()).contains("books not traded on");
        assertThat(browser.evaluate("window.samePage")).isEqualTo("true");
        browser.screenshot("books-alarm-light");
        browser.dark(true);
        browser.screenshot("books-alarm-dark");
        browser.dark(false);

        browser.click("#to-overview");
        await().atMost(DashboardBrowser.PATIENCE)
                .until(() -> browser.text("#notices").contains("cannot be traded on"));
        browser.screenshot("overview-books-alarm");
        browser.click("#books-alarm a");
        browser.awaitText("#answer-books", "Not those of");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void saysThatTheWorkerIsNotRunning() {
        sample();
        Timestamp longAgo = Timestamp.from(Instant.now().minusSeconds(150));
        trading.jdbc()
                .sql("UPDATE book_health SET measured_at = ?")
                .param(longAgo)
                .update();
        trading.jdbc()
                .sql("UPDATE feed_health SET updated_at = ?")
                .param(longAgo)
                .update();
        browser.logIn();
        browser.visit("/books");
        browser.awaitText("#answer-books", "Not known: the worker is silent");
        assertThat(browser.text("#notices")).contains("The worker is not running");
        assertThat(browser.text("#answer-age")).contains("3 min ago");
        browser.screenshot("books-silent-light");
        browser.dark(true);
        browser.screenshot("books-silent-dark");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void rendersAnEmptyTable() {
        browser.logIn();
        browser.visit("/books");
        browser.awaitText("#answer-books", "No order book is kept");
        browser.dark(true);
        browser.screenshot("books-empty-dark");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void fitsALaptopAndAPhone() {
        sample().alarm();
        browser.logIn();
        browser.visit("/books");
        browser.awaitText("#answer-books", "Not those of");
        browser.assertFits("books");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    private SampleBooks sample() {
        Instant now = Instant.now();
        new SampleDay(trading, now).write();
        SampleBooks sample = new SampleBooks(trading, now);
        sample.write();
        return sample;
    }
}
