package io.slipstream.dashboard.penalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipstream.core.attribution.Copy;
import io.slipstream.dashboard.fixture.BrowserTest;
import io.slipstream.dashboard.fixture.DashboardBrowser;
import io.slipstream.dashboard.fixture.Fill;
import io.slipstream.dashboard.fixture.PenaltyRows;
import io.slipstream.dashboard.fixture.SampleDay;
import io.slipstream.dashboard.fixture.Trading;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page in a real browser. Pictures of it are left in target/screenshots. */
@BrowserTest
class PenaltyBrowserIT {

    private final Trading trading;
    private final int port;
    private DashboardBrowser browser;

    @Autowired
    PenaltyBrowserIT(Trading trading, @LocalServerPort int port) {
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
    void showsWhatFollowingCostsAndFollowsWithoutAReload() {
        browser.logIn();
        browser.click("#to-penalty");
        browser.awaitText("#answer-cost", "basis points");
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
        browser.awaitText("#copies tbody tr:first-child", "Will this line appear");
        browser.awaitText("#leaders", "newcomer");
        assertThat(browser.evaluate("window.samePage")).isEqualTo("true");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void changesTheRangeByKeyboard() {
        browser.logIn();
        browser.visit("/penalty");
        browser.awaitText("#answer-cost", "in the last 24 hours");
        assertThat(browser.evaluate("""
                [...document.querySelectorAll('a[href], button')].filter(e => e.tabIndex < 0 || !e.innerText).length""")).isEqualTo("0");
        browser.element("#range-all").sendKeys(Keys.ENTER);
        await().atMost(DashboardBrowser.PATIENCE)
                .until(() -> browser.text("#answer-cost").contains("in all time"));
        browser.awaitText("#answer-cost", "in all time");
        assertThat(browser.attribute("#range-all", "aria-current")).isEqualTo("true");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void fitsALaptopAndAPhone() {
        browser.logIn();
        browser.visit("/penalty");
        browser.awaitText("#answer-cost", "basis points");
        browser.assertFits("penalty");
        browser.dark(true);
        browser.screenshot("penalty-phone-dark");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    /** How many colours tell the parts apart, beside their names. */
    private String distinctColours() {
        return browser.evaluate("""
                new Set([...document.querySelectorAll('.explained .swatch')]
                  .map(e => getComputedStyle(e).backgroundColor)).size""");
    }
}
