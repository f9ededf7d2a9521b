package io.slipstream.dashboard.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import io.slipstream.dashboard.fixture.BookRows;
import io.slipstream.dashboard.fixture.CalibrationRows;
import io.slipstream.dashboard.fixture.DashboardTest;
import io.slipstream.dashboard.fixture.DetectionRows;
import io.slipstream.dashboard.fixture.Fill;
import io.slipstream.dashboard.fixture.Token;
import io.slipstream.dashboard.fixture.Trading;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What the page says about what the database holds. */
@DashboardTest
class OverviewPageTest {

    private final MockMvcTester mvc;
    private final Trading trading;

    @Autowired
    OverviewPageTest(MockMvcTester mvc, Trading trading) {
        this.mvc = mvc;
        this.trading = trading;
    }

    @BeforeEach
    void emptyDatabase() {
        trading.clear();
    }

    @Test
    void isCompleteBeforeAnythingHappened() {
        text("/")
                .contains(
                        "PAPER",
                        "The worker has not reported yet",
                        "not valued yet",
                        "No leader fill yet.",
                        "No open position.");
    }

    @Test
    void showsFillsWithDecisionAndReason() {
        UUID leader = trading.leader("whale");
        Token token = trading.market("Will it rain & pour?", "Yes");
        trading.fill(Fill.of(leader, token, Instant.now()).state("PROVISIONAL"));
        trading.fill(Fill.of(leader, token, Instant.now()).state("INVALIDATED").skipped("STALE_BOOK", "4.1 s > 2 s"));
        trading.fill(Fill.of(leader, token, Instant.now()).undecided());

        text("/live/overview")
                .contains(
                        "whale",
                        "Will it rain &amp; pour?",
                        "Provisional",
                        "Invalidated",
                        "TRADE",
                        "SKIP",
                        "deciding",
                        "4.1 s &gt; 2 s",
                        "stale book",
                        "12 ms",
                        "1.80 s");
        text("/live/overview?show=skipped").contains("SKIP").doesNotContain(">TRADE<", ">deciding<");
        text("/live/overview?show=traded").contains("TRADE").doesNotContain(">SKIP<", ">deciding<");
        text("/?show=nonsense").contains("deciding", "SKIP", "TRADE");
    }

    @Test
    void warnsWhenRealMoneyMoves() {
        UUID leader = trading.leader("whale");
        Token token = trading.market("Will it rain?", "Yes");
        trading.fill(Fill.of(leader, token, Instant.now()).mode("live"));

        text("/").contains("<strong>LIVE</strong>").doesNotContain("<strong>PAPER</strong>");
    }

    @Test
    void showsAPositionThatNobodyBidsForAsUnmarked() {
        trading.position(trading.market("Will it rain?", "Yes"), "100", "52", null);

        text("/live/overview").contains("Will it rain?", "unmarked").doesNotContain("−$52.00", "$0.00");
    }

    @Test
    void raisesTheAlarmForAFeedThatIsDown() {
        Instant now = Instant.now();
        trading.feed("polygon-ws", "DOWN", "no head for 31 s", now.minusSeconds(31), now);
        trading.feed("clob-ws", "UP", "", now, now);

        text("/live/overview")
                .contains("notice bad", "is down", "no head for 31 s")
                .doesNotContain("has not reported");
    }

    @Test
    void raisesTheAlarmForAWorkerThatIsSilentInsteadOfBelievingItsLastWord() {
        Instant longAgo = Instant.now().minus(Duration.ofMinutes(3));
        trading.feed("polygon-ws", "UP", "all well", longAgo, longAgo);

        text("/live/overview")
                .contains("The worker has not reported since", "UNKNOWN")
                .doesNotContain(">UP<");
    }

    @Test
    void leadsToDetectionWhileAFillIsMissedOrAContractIsUnknown() {
        DetectionRows rows = new DetectionRows(trading);
        Instant now = Instant.now();
        UUID leader = trading.leader("whale");
        rows.completeness(leader, 79_100_000, 120, 0, 1, 2, now);
        rows.drift("0xc1", "known by now", "0xabc", now, now);
        text("/").contains("href=\"/detection\"").doesNotContain("detection-alarm");

        rows.drift("0xc2", "moved tokens", "0xabc", now, null);
        text("/live/overview").contains("detection-alarm", "1 unknown contract").doesNotContain("stored otherwise");

        rows.gap(leader, "0x1", "MISSED", now);
        rows.gap(leader, "0x2", "DIFFERENT", now);
        text("/live/overview").contains("<span>2 fills</span>", "1 unknown contract", "See detection");

        rows.healed(now);
        text("/live/overview").contains("1 unknown contract").doesNotContain("2 fills");
    }

    @Test
    void leadsToTheOrderBooksWhileManyCannotBeTradedOnOrAreFoundWrong() {
        BookRows rows = new BookRows(trading);
        Instant now = Instant.now();
        trading.feed("clob-ws", "UP", "", now, now);
        for (int i = 0; i < 11; i++) {
            rows.book(trading.market("Will it rain?", "Yes"), i == 0 ? "UNTRUSTED" : "FRESH", 1_000, 0, now);
        }
        text("/").contains("href=\"/books\"").doesNotContain("books-alarm");

        rows.book(trading.market("Will it snow?", "Yes"), "HARD_STALE", 1_000, 100, now);
        text("/live/overview")
                .contains("books-alarm", "<span>2</span> of <span", ">12 order books</span> cannot be traded on")
                .contains("agree with the venue in only <span>99.1666%</span>", "See order books");

        trading.feed("clob-ws", "UP", "", now, now.minusSeconds(60));
        text("/live/overview").contains("The worker has not reported since").doesNotContain("books-alarm");
    }

    @Test
    void leadsToCalibrationWhileFeesDrift() {
        CalibrationRows rows = new CalibrationRows(trading);
        Instant now = Instant.now();
        rows.alarm("70000^1", "Will it snow?", now, now);
        text("/").contains("href=\"/calibration\"").doesNotContain("fees-alarm");

        rows.alarm("50000^1", "Will it rain?", now, null);
        text("/live/overview")
                .contains("Fees on chain are not what the registry says: <span>1 alarm</span>", "See calibration");
    }

    @Test
    void givesTheCurveAsColumns() {
        Instant now = Instant.now();
        trading.equity(now.minusSeconds(100), "10000");
        trading.equity(now.minusSeconds(50), "10012.6");

        assertThat(mvc.get().uri("/live/equity?range=15m").with(user("ann")))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"stepMillis": 2000, "equityUsdc": [10000.000000, 10012.600000],
                         "change": "+$12.60", "changePercent": "+0.13%", "direction": "up"}""");
        assertThat(mvc.get().uri("/live/equity?range=decade").with(user("ann"))).hasStatus(HttpStatus.BAD_REQUEST);
    }

    @Test
    void hasAFriendlyPageForAnAddressThatDoesNotExist() {
        assertThat(mvc.get().uri("/nowhere").with(user("ann")).accept(MediaType.TEXT_HTML))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(mvc.get()
                        .uri("/error")
                        .requestAttr("jakarta.servlet.error.status_code", 500)
                        .requestAttr("jakarta.servlet.error.exception", new IllegalStateException("secret detail"))
                        .accept(MediaType.TEXT_HTML))
                .bodyText()
                .contains("Something broke on our side")
                .doesNotContain("secret detail", "IllegalStateException", "\tat ");
    }

    private AbstractStringAssert<?> text(String uri) {
        return assertThat(mvc.get().uri(uri).with(user("ann"))).hasStatusOk().bodyText();
    }
}
