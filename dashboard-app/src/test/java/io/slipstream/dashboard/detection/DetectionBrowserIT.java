package io.slipstream.dashboard.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipstream.dashboard.fixture.BrowserTest;
import io.slipstream.dashboard.fixture.DashboardBrowser;
import io.slipstream.dashboard.fixture.SampleDay;
import io.slipstream.dashboard.fixture.SampleDetection;
import io.slipstream.dashboard.fixture.Trading;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page in a real browser. Pictures of it are left in target/screenshots. */
@BrowserTest
class DetectionBrowserIT {

    private final Trading trading;
    private final int port;
    private DashboardBrowser browser;

    @Autowired
    DetectionBrowserIT(Trading trading, @LocalServerPort int port) {
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
    void showsThatAllIsWellAndFollowsWithoutAReloadWhenItIsNot() {
        sampleOf(Instant.now()).write();
        browser.logIn();
        browser.click("#to-detection");
        browser.awaitText("#answer-missed", "No: nothing missed");
        assertThat(browser.count("#nodes tbody tr")).isEqualTo(4);
        assertThat(browser.attribute("#catch-up", "hidden")).isEqualTo("hidden");
        assertThat(browser.text("#nodes tbody tr:first-child")).contains("DEMOTED", "rpc-b.example");
        browser.screenshot("detection-light");
        browser.evaluate("window.samePage = true");

        sampleOf(Instant.now()).alarm();

        browser.awaitText("#answer-missed", "Yes: 2 fills missed");
        assertThat(browser.text("#answer-node")).contains("DOWN", "push-c.example:8546");
        assertThat(browser.text("#proof")).contains("Gaps", "MISSED");
        assertThat(browser.text("#drift")).contains("0xc5d563a36ae78145c45a50134d48a1215220f80a");
        assertThat(browser.element("#catch-up").isDisplayed()).isTrue();
        assertThat(browser.title()).startsWith("2 fills not as on the chain");
        assertThat(browser.evaluate("window.samePage")).isEqualTo("true");
        browser.screenshot("detection-alarm-light");
        browser.dark(true);
        browser.screenshot("detection-alarm-dark");
        browser.dark(false);

        browser.click("#to-overview");
        await().atMost(DashboardBrowser.PATIENCE)
                .until(() -> browser.text("#notices")
                        .contains("2 fills stored otherwise than on the chain, 1 unknown contract"));
        browser.screenshot("overview-alarm");
        browser.click("#detection-alarm a");
        browser.awaitText("#answer-missed", "Yes: 2 fills missed");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void rendersEmptyTables() {
        browser.logIn();
        browser.visit("/detection");
        browser.awaitText("#answer-missed", "Not checked yet");
        browser.dark(true);
        browser.screenshot("detection-empty-dark");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void fitsALaptopAndAPhone() {
        SampleDetection sample = sampleOf(Instant.now());
        sample.write();
        sample.alarm();
        browser.logIn();
        browser.visit("/detection");
        browser.awaitText("#answer-missed", "Yes: 2 fills missed");
        browser.assertFits("detection");
        // the rest of the page, which the picture above ends before
        browser.evaluate("void document.querySelectorAll('#drift, #proof').forEach(above => above.remove())");
        browser.screenshot("detection-phone-nodes");
        browser.evaluate(
                "void document.querySelectorAll('#nodes, #catch-up, #one-sided').forEach(above => above.remove())");
        browser.screenshot("detection-phone-rest");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void keepsTheLastFiguresUnderABannerWhileTheDatabaseFails() {
        sampleOf(Instant.now()).write();
        browser.logIn();
        browser.visit("/detection");
        browser.awaitText("#answer-missed", "No: nothing missed");
        trading.jdbc().sql("ALTER TABLE node_status RENAME TO node_status_away").update();
        try {
            await().atMost(DashboardBrowser.PATIENCE)
                    .until(() ->
                            browser.text("#notices").contains("Waiting for the worker to create the schema since"));
            assertThat(browser.text("#verdict")).contains("No: nothing missed");
            assertThat(browser.evaluate("document.documentElement.hasAttribute('data-stale')"))
                    .isEqualTo("true");
        } finally {
            trading.jdbc()
                    .sql("ALTER TABLE node_status_away RENAME TO node_status")
                    .update();
        }
        await().atMost(DashboardBrowser.PATIENCE)
                .until(() -> browser.text("#connection").startsWith("Updated"));
    }

    private SampleDetection sampleOf(Instant now) {
        if (trading.jdbc().sql("SELECT count(*) FROM leader").query(Long.class).single() == 0) {
            new SampleDay(trading, now).write();
        }
        return new SampleDetection(trading, now);
    }
}
