package io.slipstream.dashboard.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipstream.dashboard.fixture.Chromium;
import io.slipstream.dashboard.fixture.SampleDay;
import io.slipstream.dashboard.fixture.SampleDetection;
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
class DetectionBrowserIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Trading trading;
    private final String address;
    private Chromium browser;

    @Autowired
    DetectionBrowserIT(Trading trading, @LocalServerPort int port) {
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
    void showsThatAllIsWellAndFollowsWithoutAReloadWhenItIsNot() {
        sampleOf(Instant.now()).write();
        logIn();
        browser.click("#to-detection");
        shown("No: nothing missed");
        assertThat(browser.count("#nodes tbody tr")).isEqualTo(4);
        assertThat(browser.attribute("#catch-up", "hidden")).isEqualTo("hidden");
        assertThat(browser.text("#nodes tbody tr:first-child")).contains("DEMOTED", "rpc-b.example");
        browser.screenshot("detection-light");
        browser.evaluate("window.samePage = true");

        sampleOf(Instant.now()).alarm();

        shown("Yes: 2 fills missed");
        assertThat(browser.text("#answer-node")).contains("DOWN", "push-c.example:8546");
        assertThat(browser.text("#proof")).contains("Gaps", "MISSED");
        assertThat(browser.text("#drift")).contains("0xc5d563a36ae78145c45a50134d48a1215220f80a");
        assertThat(browser.element("#catch-up").isDisplayed()).isTrue();
        assertThat(browser.title()).startsWith("2 fills missed");
        assertThat(browser.evaluate("window.samePage")).isEqualTo("true");
        browser.screenshot("detection-alarm-light");
        browser.dark(true);
        browser.screenshot("detection-alarm-dark");
        browser.dark(false);

        browser.click("#to-overview");
        await().atMost(PATIENCE).until(() -> browser.text("#notices").contains("2 fills missed, 1 unknown contract"));
        browser.screenshot("overview-alarm");
        browser.click("#detection-alarm a");
        shown("Yes: 2 fills missed");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void rendersEmptyTables() {
        logIn();
        browser.open(address + "/detection");
        shown("Not checked yet");
        browser.dark(true);
        browser.screenshot("detection-empty-dark");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void fitsAPhone() {
        SampleDetection sample = sampleOf(Instant.now());
        sample.write();
        sample.alarm();
        browser.phone();
        logIn();
        browser.open(address + "/detection");
        shown("Yes: 2 fills missed");
        assertThat(Integer.parseInt(browser.evaluate("document.documentElement.scrollWidth")))
                .isLessThanOrEqualTo(Chromium.PHONE_WIDTH);
        browser.screenshot("detection-phone");
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
        logIn();
        browser.open(address + "/detection");
        shown("No: nothing missed");
        trading.jdbc().sql("ALTER TABLE node_status RENAME TO node_status_away").update();
        try {
            await().atMost(PATIENCE)
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
        await().atMost(PATIENCE).until(() -> browser.text("#connection").startsWith("Updated"));
    }

    private SampleDetection sampleOf(Instant now) {
        if (trading.jdbc().sql("SELECT count(*) FROM leader").query(Long.class).single() == 0) {
            new SampleDay(trading, now).write();
        }
        return new SampleDetection(trading, now);
    }

    private void shown(String answer) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(browser.text("#connection")).startsWith("Updated");
            assertThat(browser.text("#answer-missed")).contains(answer);
        });
    }

    private void logIn() {
        browser.open(address + "/");
        browser.logIn("ann", "correct horse");
        await().atMost(PATIENCE).until(() -> browser.text("#connection").startsWith("Updated"));
    }
}
