package io.slipstream.dashboard.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipstream.dashboard.fixture.Chromium;
import io.slipstream.dashboard.fixture.SampleBooks;
import io.slipstream.dashboard.fixture.SampleDay;
import io.slipstream.dashboard.fixture.SchemaConfiguration;
import io.slipstream.dashboard.fixture.Trading;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** The page in a real browser. Pictures of it are left in target/screenshots. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"dashboard.user=ann", "dashboard.password=correct horse"})
@Import(SchemaConfiguration.class)
@EnabledIf(
        value = "io.slipstream.dashboard.fixture.Chromium#installed",
        disabledReason = "no /usr/bin/chromium and /usr/bin/chromedriver: apt-get install chromium chromium-driver")
@Timeout(180)
class BooksBrowserIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Trading trading;
    private final String address;
    private Chromium browser;

    @Autowired
    BooksBrowserIT(Trading trading, @LocalServerPort int port) {
        this.trading = trading;
        this.address = "http://127.0.0.1:" + port;
    }

    @BeforeEach
    void open() {
        trading.clear();
        browser = new Chromium();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void showsThatQuotesCanBeReliedUponAndFollowsWithoutAReloadWhenTheyCannot() {
        SampleBooks sample = sample();
        logIn();
        browser.click("#to-books");
        shown("Yes, but for 2 books");
        assertThat(browser.count("#worst tbody tr")).isEqualTo(100);
        assertThat(browser.text("#worst tbody tr:first-child")).contains("untrusted", "Lakers vs. Celtics");
        assertThat(browser.text("#answer-age")).contains("s ago");
        browser.screenshot("books-light");
        browser.evaluate("window.samePage = true");

        sample.alarm();

        shown("Not those of");
        assertThat(browser.title()).contains("books not traded on");
        assertThat(browser.evaluate("window.samePage")).isEqualTo("true");
        browser.screenshot("books-alarm-light");
        browser.dark(true);
        browser.screenshot("books-alarm-dark");
        browser.dark(false);

        browser.click("#to-overview");
        await().atMost(PATIENCE).until(() -> browser.text("#notices").contains("cannot be traded on"));
        browser.screenshot("overview-books-alarm");
        browser.click("#books-alarm a");
        shown("Not those of");
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
        logIn();
        browser.open(address + "/books");
        shown("Not known: the worker is silent");
        assertThat(browser.text("#notices")).contains("The worker is not running");
        assertThat(browser.text("#answer-age")).contains("3 min ago");
        browser.screenshot("books-silent-light");
        browser.dark(true);
        browser.screenshot("books-silent-dark");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void rendersAnEmptyTable() {
        logIn();
        browser.open(address + "/books");
        shown("No order book is kept");
        browser.dark(true);
        browser.screenshot("books-empty-dark");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void fitsAPhone() {
        sample().alarm();
        browser.phone();
        logIn();
        browser.open(address + "/books");
        shown("Not those of");
        assertThat(Integer.parseInt(browser.evaluate("document.documentElement.scrollWidth")))
                .isLessThanOrEqualTo(Chromium.PHONE_WIDTH);
        browser.screenshot("books-phone");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    private SampleBooks sample() {
        Instant now = Instant.now();
        new SampleDay(trading, now).write();
        SampleBooks sample = new SampleBooks(trading, now);
        sample.write();
        return sample;
    }

    private void shown(String answer) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(browser.text("#connection")).startsWith("Updated");
            assertThat(browser.text("#answer-books")).contains(answer);
        });
    }

    private void logIn() {
        browser.open(address + "/");
        browser.logIn("ann", "correct horse");
        await().atMost(PATIENCE).until(() -> browser.text("#connection").startsWith("Updated"));
    }
}
