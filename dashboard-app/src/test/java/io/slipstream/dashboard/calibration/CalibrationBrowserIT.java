package io.slipstream.dashboard.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipstream.dashboard.fixture.CalibrationRows;
import io.slipstream.dashboard.fixture.Chromium;
import io.slipstream.dashboard.fixture.SchemaConfiguration;
import io.slipstream.dashboard.fixture.Trading;
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
class CalibrationBrowserIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Trading trading;
    private final CalibrationRows rows;
    private final String address;
    private final Instant now = Instant.now();
    private Chromium browser;

    @Autowired
    CalibrationBrowserIT(Trading trading, @LocalServerPort int port) {
        this.trading = trading;
        this.rows = new CalibrationRows(trading);
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
    void showsWhatPredictionsAreWorthAndFollowsWithoutAReloadWhenFeesDrift() {
        sample();
        logIn();
        browser.click("#to-calibration");
        shown("#answer-price", "The very price in 98%");
        assertThat(browser.count("#classes tbody tr")).isEqualTo(8);
        browser.screenshot("calibration-light");
        browser.evaluate("window.samePage = true");

        rows.alarm("70000^1", "Bitcoin Up or Down - November 22, 6:35PM-6:36PM ET", now, null);

        shown("#alarms", "Bitcoin Up or Down");
        assertThat(browser.title()).contains("1 fee alarm");
        assertThat(browser.text("#notices")).contains("Fees on chain are not what the registry says");
        assertThat(browser.evaluate("window.samePage")).isEqualTo("true");
        browser.screenshot("calibration-alarm-light");
        browser.dark(true);
        browser.screenshot("calibration-alarm-dark");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void fitsAPhone() {
        sample();
        rows.alarm("70000^1", "Bitcoin Up or Down - November 22, 6:35PM-6:36PM ET", now, null);
        browser.phone();
        logIn();
        browser.open(address + "/calibration");
        shown("#alarms", "Bitcoin Up or Down");
        assertThat(Integer.parseInt(browser.evaluate("document.documentElement.scrollWidth")))
                .isLessThanOrEqualTo(Chromium.PHONE_WIDTH);
        browser.screenshot("calibration-phone");
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

    private void shown(String where, String what) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(browser.text("#connection")).startsWith("Updated");
            assertThat(browser.text(where)).contains(what);
        });
    }

    private void logIn() {
        browser.open(address + "/");
        browser.logIn("ann", "correct horse");
        await().atMost(PATIENCE).until(() -> browser.text("#connection").startsWith("Updated"));
    }
}
