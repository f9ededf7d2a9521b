package io.slipstream.dashboard.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import io.slipstream.dashboard.fixture.CalibrationRows;
import io.slipstream.dashboard.fixture.DashboardTest;
import io.slipstream.dashboard.fixture.Trading;
import java.time.Instant;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What the page says about what the database holds. */
@DashboardTest
class CalibrationPageTest {

    private final MockMvcTester mvc;
    private final Trading trading;
    private final CalibrationRows rows;
    private final Instant now = Instant.now();
    private final Instant since = now.minusSeconds(3_600);

    @Autowired
    CalibrationPageTest(MockMvcTester mvc, Trading trading) {
        this.mvc = mvc;
        this.trading = trading;
        this.rows = new CalibrationRows(trading);
    }

    @BeforeEach
    void emptyDatabase() {
        trading.clear();
    }

    @Test
    void isCompleteBeforeAnythingHappened() {
        text("/calibration")
                .contains(
                        "PAPER",
                        "Nothing measured yet",
                        "None yet",
                        "No fee was found to drift",
                        "No order was predicted yet",
                        "aria-current=\"page\">Calibration</a>")
                .doesNotContain("panel good", "notice bad", "notice warn\" id");
    }

    @Test
    void showsTheErrorsOfTheNewestTimeAndOfNoOther() {
        rows.total(since.minusSeconds(9_000), 77, 7, 0, since);
        rows.kind(since.minusSeconds(9_000), "0.0777", "LONGER", false, 77, since);
        rows.total(since, 1_000, 200, 0, now);
        rows.kind(since, "0.05", "UNDER_1_S", false, 1_000, now);
        rows.kind(since, "0.05", "UNDER_10_S", true, 200, now);
        text("/live/calibration")
                .contains(
                        "The very price in <span>98%</span>",
                        "<span>1,176</span> of <span>1,200 orders</span>",
                        "In <span>100%</span> of orders",
                        "<span>900</span> at the average price",
                        "<span>1,000</span> of others",
                        "and <span>200</span> of leaders",
                        "neg-risk",
                        "under 10 s",
                        "leaders</span>",
                        ">4.2<")
                .containsPattern("<dt>Not predicted</dt>\\s*<dd>12</dd>")
                .containsPattern("class=\"panel good\" id=\"answer-price\"")
                .containsPattern("class=\"panel good\" id=\"answer-fees\"")
                .doesNotContain("7.77", "notice warn", "notice bad");
    }

    @Test
    void putsOpenAlarmsFirstAndSaysSoEverywhere() {
        rows.total(since, 1_000, 200, 40, now);
        rows.alarm("70000^1", "Will it snow?", now, now);
        rows.alarm("50000^1", "<script>alert('x')</script>", since, null);
        text("/live/calibration")
                .contains(
                        "Fees on chain are not what the registry says: <span>1 alarm</span>",
                        "data-title=\"1 fee alarm\"",
                        "all markets of the curve 50000^1",
                        "&lt;script&gt;alert",
                        "0x8e1f",
                        ">$1.248<",
                        "$1.4976")
                .containsPattern("(?s)badge failed\">open.*badge\">over")
                .containsPattern("class=\"panel bad\" id=\"answer-fees\"")
                .doesNotContain("<script>alert");
    }

    @Test
    void countsMoreOpenAlarmsThanItShows() {
        rows.total(since, 1_000, 200, 40, now);
        for (int i = 0; i <= CalibrationAccounts.ALARMS_SHOWN; i++) {
            rows.alarm(i + "^1", "Will it rain?", now, null);
        }
        text("/live/calibration").contains("<span>51 open alarms</span>");
    }

    @Test
    void saysThatOnlyLeadersAreMeasuredAndThatTheWorkerIsSilent() {
        rows.total(since, 0, 200, 0, now);
        text("/live/calibration").contains("No order of anybody but leaders was measured", "CALIBRATION=on");
        trading.clear();
        rows.total(since, 100, 200, 0, now.minusSeconds(90));
        text("/live/calibration")
                .contains("The worker is not running: nothing was measured since")
                .doesNotContain("panel good");
    }

    private AbstractStringAssert<?> text(String uri) {
        return assertThat(mvc.get().uri(uri).with(user("ann"))).hasStatusOk().bodyText();
    }
}
