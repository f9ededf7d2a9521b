package io.slipstream.dashboard.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipstream.dashboard.fixture.BrowserTest;
import io.slipstream.dashboard.fixture.DashboardBrowser;
import io.slipstream.dashboard.fixture.Fill;
import io.slipstream.dashboard.fixture.SampleDay;
import io.slipstream.dashboard.fixture.Token;
import io.slipstream.dashboard.fixture.Trading;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page in a real browser. Pictures of it are left in target/screenshots. */
@BrowserTest
class OverviewBrowserIT {

    private final Trading trading;
    private final int port;
    private DashboardBrowser browser;

    @Autowired
    OverviewBrowserIT(Trading trading, @LocalServerPort int port) {
        this.trading = trading;
        this.port = port;
    }

    @BeforeEach
    void open() {
        trading.clear();
        new SampleDay(trading, Instant.now()).write();
        browser = new DashboardBrowser(port);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void showsTheDayAndFollowsItWithoutAReload() {
        logIn();
        assertThat(browser.text("#mode")).contains("PAPER");
        assertThat(browser.coloursOn("#equity-chart")).isGreaterThan(20);
        assertThat(browser.count("#fills tbody tr")).isEqualTo(40);
        assertThat(browser.count("#positions tbody tr")).isEqualTo(6);
        assertThat(browser.text("#positions")).contains("unmarked");
        browser.screenshot("overview-light");
        browser.dark(true);
        browser.screenshot("overview-dark");
        browser.dark(false);

        browser.evaluate("window.samePage = true");
        Token token = trading.market("Will this line appear by itself?", "Yes");
        trading.fill(Fill.of(trading.leader("newcomer"), token, Instant.now()));
        trading.equity(Instant.now(), "12345.67");

        await().atMost(DashboardBrowser.PATIENCE).untilAsserted(() -> {
            assertThat(browser.text("#fills tbody tr:first-child")).contains("Will this line appear", "newcomer");
            assertThat(browser.text("#tiles")).contains("$12,345.67");
            assertThat(browser.title()).startsWith("$12,345.67");
            assertThat(browser.attribute("#equity-chart", "aria-label")).contains("to $12,345.67");
        });
        assertThat(browser.evaluate("window.samePage")).isEqualTo("true");
        assertThat(browser.count("#fills tr.fresh")).isEqualTo(1);
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void filtersFillsAndChangesTheRangeInPlace() {
        logIn();
        browser.evaluate("window.samePage = true");

        browser.click("#show-skipped");
        await().atMost(DashboardBrowser.PATIENCE)
                .until(() -> browser.text("#fills tbody").contains("SKIP")
                        && !browser.text("#fills tbody").contains("TRADE"));
        assertThat(browser.evaluate("document.activeElement.id")).isEqualTo("show-skipped");
        assertThat(browser.evaluate("location.search")).isEqualTo("?show=skipped");

        String hour = browser.attribute("#equity-chart", "aria-label");
        browser.click("[data-range='24h']");
        await().atMost(DashboardBrowser.PATIENCE)
                .until(() -> !browser.attribute("#equity-chart", "aria-label").equals(hour));
        assertThat(browser.attribute("[data-range='24h']", "aria-pressed")).isEqualTo("true");
        assertThat(browser.evaluate("window.samePage")).isEqualTo("true");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void fitsALaptopAndAPhone() {
        logIn();
        browser.assertFits("overview");
        assertThat(browser.coloursOn("#equity-chart")).isGreaterThan(20);
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void fitsALaptopAndAPhoneBeforeTheLogInAndAfterAnError() {
        browser.visit("/");
        browser.assertFits("login");
        logIn();
        browser.visit("/no-such-page");
        assertThat(browser.text("main")).contains("There is no such page");
        browser.assertFits("error");
    }

    @Test
    void saysThatTheConnectionIsLostAndRecovers() {
        logIn();
        browser.offline(true);
        await().atMost(DashboardBrowser.PATIENCE)
                .until(() -> browser.text("#connection").contains("Connection lost, retrying"));
        assertThat(browser.evaluate("document.documentElement.hasAttribute('data-stale')"))
                .isEqualTo("true");
        assertThat(browser.coloursOn("#equity-chart")).isGreaterThan(20);
        browser.screenshot("overview-connection-lost");

        browser.offline(false);
        await().atMost(DashboardBrowser.PATIENCE)
                .until(() -> browser.text("#connection").startsWith("Updated"));
        assertThat(browser.evaluate("document.documentElement.hasAttribute('data-stale')"))
                .isEqualTo("false");
    }

    @Test
    void keepsTheLastFiguresUnderABannerWhileTheDatabaseFails() {
        logIn();
        trading.jdbc().sql("ALTER TABLE feed_health RENAME TO feed_health_away").update();
        try {
            await().atMost(DashboardBrowser.PATIENCE).untilAsserted(() -> {
                assertThat(browser.text("#notices")).contains("Waiting for the worker to create the schema since");
                assertThat(browser.text("#connection")).contains("No database, retrying. Last update");
            });
            assertThat(browser.count("#fills tbody tr")).isEqualTo(40);
            assertThat(browser.coloursOn("#equity-chart")).isGreaterThan(20);
            browser.screenshot("overview-no-database");
        } finally {
            trading.jdbc()
                    .sql("ALTER TABLE feed_health_away RENAME TO feed_health")
                    .update();
        }
        await().atMost(DashboardBrowser.PATIENCE)
                .until(() -> browser.text("#connection").startsWith("Updated"));
        assertThat(browser.text("#notices")).doesNotContain("schema");
    }

    @Test
    void asksForALogInWhenTheSessionHasEnded() {
        logIn();
        browser.evaluate(
                "fetch('/logout', {method: 'POST', body: new FormData(document.querySelector('form.leave'))})");
        await().atMost(DashboardBrowser.PATIENCE)
                .until(() -> browser.evaluate("location.pathname").equals("/login"));
        assertThat(browser.text("main")).contains("Your session has ended");
    }

    private void logIn() {
        browser.visit("/");
        assertThat(browser.evaluate("location.pathname")).isEqualTo("/login");
        browser.screenshot("login");
        browser.logIn("ann", "correct horse");
        await().atMost(DashboardBrowser.PATIENCE).untilAsserted(() -> {
            assertThat(browser.text("#connection")).startsWith("Updated");
            assertThat(browser.attribute("#equity-chart", "aria-label")).contains("Equity curve from");
        });
    }
}
