package io.slipstream.dashboard.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.dashboard.fixture.BrowserTest;
import io.slipstream.dashboard.fixture.CalibrationRows;
import io.slipstream.dashboard.fixture.DashboardBrowser;
import io.slipstream.dashboard.fixture.Trading;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page in a real browser. Pictures of it are left in target/screenshots. */
@BrowserTest
class CalibrationBrowserIT {

    private final Trading trading;
    private final CalibrationRows rows;
    private final int port;
    private final Instant now = Instant.now();
    private DashboardBrowser browser;

    @Autowired
    CalibrationBrowserIT(Trading trading, @LocalServerPort int port) {
        this.trading = trading;
        this.rows = new CalibrationRows(trading);
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
    void showsWhatPredictionsAreWorthAndFollowsWithoutAReloadWhenFeesDrift() {
        sample();
        browser.logIn();
        browser.click("#to-calibration");
        browser.awaitText("#answer-price", "The very price in 98%");
        assertThat(browser.count("#classes tbody tr")).isEqualTo(8);
        browser.screenshot("calibration-light");
        browser.evaluate("window.samePage = true");

        rows.alarm("70000^1", "Bitcoin Up or Down - November 22, 6:35PM-6:36PM ET", now, null);

        browser.awaitText("#alarms", "Bitcoin Up or Down");
        assertThat(browser.title()).contains("1 fee alarm");
        assertThat(browser.text("#notices")).contains("Fees on chain are not what the registry says");
        assertThat(browser.evaluate("window.samePage")).isEqualTo("true");
        browser.screenshot("calibration-alarm-light");
        browser.dark(true);
        browser.screenshot("calibration-alarm-dark");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void fitsALaptopAndAPhone() {
        sample();
        rows.alarm("70000^1", "Bitcoin Up or Down - November 22, 6:35PM-6:36PM ET", now, null);
        browser.logIn();
        browser.visit("/calibration");
        browser.awaitText("#alarms", "Bitcoin Up or Down");
        browser.assertFits("calibration");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    private void sample() {
        Instant since = now.minusSeconds(7_200);
        // not of the past within the test's time
        Instant later = now.plusSeconds(60);
        rows.total(since, 4_000, 900, 0, later);
        String[] ages = {"UNDER_100_MS", "UNDER_1_S", "UNDER_10_S", "LONGER"};
        for (int i = 0; i < ages.length; i++) {
            rows.kind(since, "0.05", ages[i], false, 1_300 - 200L * i, later);
            rows.kind(since, "0.07", ages[i], i > 1, 400 - 20L * i, later);
        }
    }
}
