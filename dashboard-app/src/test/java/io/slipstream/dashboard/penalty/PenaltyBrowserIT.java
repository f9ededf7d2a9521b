package io.slipstream.dashboard.penalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipstream.core.attribution.Copy;
import io.slipstream.dashboard.fixture.Chromium;
import io.slipstream.dashboard.fixture.Fill;
import io.slipstream.dashboard.fixture.PenaltyRows;
import io.slipstream.dashboard.fixture.SampleDay;
import io.slipstream.dashboard.fixture.SchemaConfiguration;
import io.slipstream.dashboard.fixture.Trading;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.openqa.selenium.Keys;
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
class PenaltyBrowserIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Trading trading;
    private final String address;
    private Chromium browser;

    @Autowired
    PenaltyBrowserIT(Trading trading, @LocalServerPort int port) {
        this.trading = trading;
        this.address = "http://127.0.0.1:" + port;
    }

    @BeforeEach
    void open() {
        trading.clear();
        new SampleDay(trading, Instant.now()).write();
        browser = new Chromium();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void showsWhatFollowingCostsAndFollowsWithoutAReload() {
        logIn();
        browser.click("#to-penalty");
        shown("#answer-cost", "basis points");
        assertThat(browser.count("#leaders tbody tr")).isEqualTo(6);
        assertThat(browser.count("#leaders .slices")).isEqualTo(6);
        assertThat(browser.count("#copies tbody tr")).isEqualTo(100);
        assertThat(browser.text("#unattributed")).contains("copies that are over are not in the sums");
        browser.screenshot("penalty-light");
        browser.dark(true);
        assertThat(distinctColours()).isEqualTo("8");
        browser.screenshot("penalty-dark");
        browser.dark(false);
        assertThat(distinctColours()).isEqualTo("8");

        browser.evaluate("window.samePage = true");
        new PenaltyRows(trading)
                .over(
                        Fill.of(
                                trading.leader("newcomer"),
                                trading.market("Will this line appear by itself?", "Yes"),
                                Instant.now()),
                        new Copy.Path(5_300, 5_400, 5_300, 5_150),
                        5_555);
        shown("#copies tbody tr:first-child", "Will this line appear");
        shown("#leaders", "newcomer");
        assertThat(browser.evaluate("window.samePage")).isEqualTo("true");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void changesTheRangeByKeyboard() {
        logIn();
        browser.open(address + "/penalty");
        shown("#answer-cost", "in the last 24 hours");
        assertThat(browser.evaluate("""
                [...document.querySelectorAll('a[href], button')].filter(e => e.tabIndex < 0 || !e.innerText).length""")).isEqualTo("0");
        browser.element("#range-all").sendKeys(Keys.ENTER);
        await().atMost(PATIENCE).until(() -> browser.text("#answer-cost").contains("in all time"));
        shown("#answer-cost", "in all time");
        assertThat(browser.attribute("#range-all", "aria-current")).isEqualTo("true");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void fitsALaptopAndAPhone() {
        browser.laptop();
        logIn();
        browser.open(address + "/penalty");
        shown("#answer-cost", "basis points");
        assertThat(width()).isLessThanOrEqualTo(Chromium.LAPTOP_WIDTH);
        assertThat(cutOff()).isEmpty();
        browser.screenshot("penalty-laptop");
        browser.phone();
        assertThat(width()).isLessThanOrEqualTo(Chromium.PHONE_WIDTH);
        assertThat(cutOff()).isEmpty();
        browser.screenshot("penalty-phone");
        browser.dark(true);
        browser.screenshot("penalty-phone-dark");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    private int width() {
        return Integer.parseInt(browser.evaluate("document.documentElement.scrollWidth"));
    }

    /** Cells whose content is wider than they are, and so would lie over their neighbours. */
    private String cutOff() {
        return browser.evaluate("""
                [...new Set([...document.querySelectorAll('main :is(td, th, dt, dd, h1, h2, .panel, .name)')]
                  .filter(e => e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1).map(e => e.innerText))].join()""");
    }

    /** How many colours tell the parts apart, beside their names. */
    private String distinctColours() {
        return browser.evaluate("""
                new Set([...document.querySelectorAll('.explained .swatch')]
                  .map(e => getComputedStyle(e).backgroundColor)).size""");
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
