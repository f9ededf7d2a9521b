package io.slipstream.dashboard.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import io.slipstream.dashboard.fixture.DashboardTest;
import io.slipstream.dashboard.fixture.DetectionRows;
import io.slipstream.dashboard.fixture.Fill;
import io.slipstream.dashboard.fixture.SampleDay;
import io.slipstream.dashboard.fixture.SampleDetection;
import io.slipstream.dashboard.fixture.Trading;
import java.time.Instant;
import java.util.UUID;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What the page says about what the database holds. */
@DashboardTest
class DetectionPageTest {

    private final MockMvcTester mvc;
    private final Trading trading;
    private final DetectionRows rows;

    @Autowired
    DetectionPageTest(MockMvcTester mvc, Trading trading) {
        this.mvc = mvc;
        this.trading = trading;
        this.rows = new DetectionRows(trading);
    }

    @BeforeEach
    void emptyDatabase() {
        trading.clear();
    }

    @Test
    void isCompleteBeforeAnythingHappened() {
        text("/detection")
                .contains(
                        "PAPER",
                        "Not checked yet",
                        "No node has been reported about.",
                        "No open alarm.",
                        "No fill waits for the other source.",
                        "No log was ever rejected.",
                        "The chain took no fill back.",
                        "No event yet.",
                        "aria-current=\"page\">Detection</a>")
                .containsPattern("id=\"catch-up\"[^>]*hidden")
                .doesNotContain("badge up", "nothing missed");
    }

    @Test
    void saysThatNothingIsMissedAndWhichNodeIsAtFault() {
        Instant now = Instant.now();
        new SampleDay(trading, now).write();
        new SampleDetection(trading, now).write();

        text("/live/detection")
                .contains(
                        "No: nothing missed",
                        "1 leader</span> not checked yet",
                        "lacked a fill that two others told of",
                        "3</span> of <span>4 nodes</span> live",
                        "&lt;noticed&gt;",
                        "Data API only",
                        "1 execution",
                        "1 attempt",
                        "a log whose maker is not among the addresses",
                        "0xE111180000d2663C0091e4f400237545B87B996B",
                        "−0.000001",
                        "+1,000")
                .containsPattern(
                        "missed\\s+<span>0</span> of <span>[0-9,]+</span>, late <span>6</span>, worst lag <span>4.00 s")
                .doesNotContain("<noticed>", "Gaps");
    }

    @Test
    void raisesTheAlarmForAMissedFillAnUnknownContractAndANodeThatIsDown() {
        Instant now = Instant.now();
        new SampleDay(trading, now).write();
        SampleDetection sample = new SampleDetection(trading, now);
        sample.write();
        sample.alarm();

        text("/live/detection")
                .contains(
                        "data-title=\"2 fills not as on the chain\"",
                        "Gaps",
                        DetectionRows.hash("missed one"),
                        DetectionRows.hash("missed two"),
                        "0xc5d563a36ae78145c45a50134d48a1215220f80a",
                        "card alarm",
                        "no head for 31 s",
                        "STALE",
                        "1</span> without a fresh word",
                        "3,312 blocks",
                        "4,688",
                        "412.5",
                        "12 s</span> remaining")
                .doesNotContainPattern("id=\"catch-up\"[^>]*hidden");
    }

    /** What could not be stored is told of everywhere; an event that failed once is tried again first. */
    @Test
    void tellsOfFactsInQuarantineAndOfTasksThatAreLate() {
        Instant now = Instant.now();
        text("/live/detection")
                .contains("has not reported about any task")
                .containsPattern("id=\"quarantine\"[^>]*hidden");

        rows.quarantined("once", "event FillsDetected", "overflow", 1, now);
        rows.task("scan of the newest blocks", now.minusSeconds(2), false, null, now);
        rows.task("registry", now.minusSeconds(400), true, "HTTP 500 from <gamma>", now);
        text("/live/detection")
                .contains("overdue", "HTTP 500 from &lt;gamma&gt;", "in time")
                .containsPattern("id=\"quarantine\"[^>]*hidden");
        text("/live/overview").doesNotContain("in quarantine");

        rows.quarantined("fill", "fill", "numeric <field> overflow", 3, now);
        text("/live/detection")
                .contains("1 fact", "numeric &lt;field&gt; overflow", "22003", "acknowledged_at")
                .doesNotContain("FillsDetected")
                .doesNotContainPattern("id=\"quarantine\"[^>]*hidden");
        text("/live/overview").contains("<span>1 fact</span> in quarantine");
    }

    @Test
    void doesNotBelieveNodesOfAWorkerThatIsSilent() {
        Instant longAgo = Instant.now().minusSeconds(90);
        rows.node("rpc-a", "http", "LIVE", "all well", longAgo);

        text("/live/detection")
                .contains("has not reported about any node since", "STALE", "Not known: the worker is silent")
                .doesNotContain(">LIVE<", "badge live");
    }

    @Test
    void escapesWhatNodesAndContractsSay() {
        Instant now = Instant.now();
        String script = "<script>alert('x')</script>\"'";
        UUID leader = trading.leader(script);
        rows.node(script, "ws", "DOWN", script, now);
        rows.drift(script, script, script, now, null);
        rows.catchUp(script, 2_000, "1", now);
        rows.rejected(script, script, script, now);
        rows.check(79_100_000, script, now);
        rows.completeness(leader, 79_100_000, 1, 1, 0, 0, now);
        rows.gap(leader, script, "MISSED", now);
        Fill fill = Fill.of(leader, trading.market(script, script), now).state("INVALIDATED");
        trading.fill(fill);
        rows.oneSided(fill.id(), "polygon", now, null);
        rows.inventory(leader, "TRANSFER", trading.market(script, script).id(), "1", 1, now);

        text("/detection").contains("&lt;script&gt;alert").doesNotContain("<script>alert");
    }

    private AbstractStringAssert<?> text(String uri) {
        return assertThat(mvc.get().uri(uri).with(user("ann"))).hasStatusOk().bodyText();
    }
}
