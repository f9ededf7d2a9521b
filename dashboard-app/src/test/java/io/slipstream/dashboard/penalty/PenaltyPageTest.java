package io.slipstream.dashboard.penalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import io.slipstream.core.attribution.Copy;
import io.slipstream.core.attribution.FollowerPenalty;
import io.slipstream.dashboard.fixture.DashboardTest;
import io.slipstream.dashboard.fixture.Fill;
import io.slipstream.dashboard.fixture.PenaltyRows;
import io.slipstream.dashboard.fixture.Token;
import io.slipstream.dashboard.fixture.Trading;
import io.slipstream.dashboard.format.Figures;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What the page says about what the database holds. */
@DashboardTest
class PenaltyPageTest {

    private static final Pattern EXACT = Pattern.compile("title=\"([+−]?\\$[0-9,]+\\.[0-9]{6})\">([^<]*)<");
    private static final Copy.Path WAY = new Copy.Path(5_300, 5_400, 5_300, 5_150);

    private final MockMvcTester mvc;
    private final Trading trading;
    private final PenaltyRows rows;
    private final Figures figures = new Figures();
    private final Instant now = Instant.now();

    @Autowired
    PenaltyPageTest(MockMvcTester mvc, Trading trading) {
        this.mvc = mvc;
        this.trading = trading;
        this.rows = new PenaltyRows(trading);
    }

    @BeforeEach
    void emptyDatabase() {
        trading.clear();
    }

    @Test
    void isCompleteBeforeAnythingHappened() {
        text("/penalty")
                .contains(
                        "PAPER",
                        "No copy is over yet",
                        "Nothing was ordered yet",
                        "Nothing to tell yet",
                        "No copy is over in <span>the last 24 hours</span>.",
                        "aria-current=\"page\">What following costs</a>")
                .contains(List.of(Part.values()).stream()
                        .map(part -> part.explanation().replace("'", "&#39;"))
                        .toList())
                .doesNotContain("panel good", "notice bad", "notice warn\" id");
    }

    @Test
    void addsUpToTheMillionthByPartAndByLeader() {
        Token token = trading.market("Will it rain?", "Yes");
        List<FollowerPenalty> whale = new ArrayList<>();
        List<FollowerPenalty> minnow = new ArrayList<>();
        UUID whaleId = trading.leader("whale");
        UUID minnowId = trading.leader("minnow");
        for (int i = 0; i < 7; i++) {
            Instant at = now.minusSeconds(60 * i + 1);
            Fill buy = Fill.of(whaleId, token, at).leader("taker", "BUY", "0.5217", "333.3" + i);
            whale.add(rows.over(buy.traded("PARTIAL", "31.2345" + i, Duration.ZERO, "text"), WAY, 5_555));
            Fill sell = Fill.of(minnowId, token, at).leader("maker", "SELL", "0.5217", "133.3" + i);
            minnow.add(rows.over(sell.traded("CANCELED", "0", Duration.ZERO, "text"), WAY, 5_555));
        }
        String region = region("leaders", "/live/penalty?range=1h");
        List<List<BigDecimal>> amounts = Pattern.compile("<tr.*?</tr>", Pattern.DOTALL)
                .matcher(region)
                .results()
                .map(row -> exact(row.group()))
                .filter(row -> !row.isEmpty())
                .toList();
        assertThat(amounts).hasSize(3);
        assertThat(amounts).allSatisfy(row -> {
            assertThat(row).hasSize(Part.values().length + 1);
            assertThat(row.subList(0, 8).stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(row.getLast());
        });
        assertThat(amounts.get(0).getLast()).isEqualByComparingTo(total(whale).add(total(minnow)));
        assertThat(amounts.get(1).getLast()).isEqualByComparingTo(total(whale));
        assertThat(amounts.get(1).getFirst())
                .isEqualByComparingTo(
                        usdc(whale.stream().mapToLong(FollowerPenalty::spread).sum()));
        assertThat(amounts.get(2).getLast()).isEqualByComparingTo(total(minnow));
        assertThat(region).containsSubsequence("All leaders", "whale", "minnow");
        // ordered 233.331 and filled 218.6417 shares of the whale's, 93.331 and none of the minnow's
        assertThat(region).containsSubsequence(">67%<", ">94%<", ">0%<");
        text("/live/penalty?range=1h").contains(figures.signedUsdc(total(whale).add(total(minnow))) + "</span></p>");
    }

    @Test
    void countsCopiesOfWhichItIsNotKnownWhatTheyCostAndLeavesThemOutOfTheSums() {
        UUID leader = trading.leader("whale");
        Token token = trading.market("Will it rain?", "Yes");
        rows.over(Fill.of(leader, token, now));
        text("/live/penalty")
                .contains("<span>1</span> of <span>1</span> copies that are over are not in the sums")
                .contains("No copy is over yet", "Not known, and not in the sums.");
        FollowerPenalty known = rows.over(Fill.of(leader, token, now), WAY, 5_200);
        text("/live/penalty")
                .contains("<span>1</span> of <span>2</span> copies that are over are not in the sums")
                .contains("<span>1</span><span class=\"sub\"> + <span>1</span> not in the sums")
                .contains(figures.signedUsdc(usdc(known.total())) + "</span></p>")
                .contains(">100%<");
    }

    @Test
    void showsTheWayOfACopyAndItsResultBetweenTheBounds() {
        UUID leader = trading.leader("whale");
        Token token = trading.market("<script>alert('x')</script>", "Yes");
        Fill fill = Fill.of(leader, token, now).traded("PARTIAL", "9.5", Duration.ZERO, "text");
        rows.over(fill, new Copy.Path(5_310, 5_320, 5_330, 5_340), 5_200);
        String certain = region("copies", "/live/penalty");
        assertThat(certain)
                .containsSubsequence(
                        ">10<", ">10<", ">9.5<", ">0.52<", ">0.531<", ">0.532<", ">0.533<", ">0.534<", ">0.52<")
                .contains("not certain yet", "&lt;script&gt;alert")
                .doesNotContain("<script>alert", "undone on chain");

        rows.bounds(fill, "4.5", "10");
        trading.jdbc().sql("UPDATE execution_fill SET settlement = 'FAILED'").update();
        assertThat(region("copies", "/live/penalty"))
                .containsSubsequence("Pessimistic", ">4.5<", ">$2.34<", ">$0.01<")
                .containsSubsequence("Real", ">9.5<", ">$4.94<", "title=\"$0.0123\">$0.01<")
                .containsSubsequence("Optimistic", ">10<", ">$5.20<", ">$0.02<")
                .contains("<span>1 match</span> undone on chain")
                .doesNotContain("not certain yet");
    }

    @Test
    void takesCopiesThatAreOverAndOfTheRangeOnly() {
        UUID leader = trading.leader("whale");
        Token token = trading.market("Will it rain?", "Yes");
        trading.fill(Fill.of(leader, token, now));
        trading.fill(Fill.of(leader, token, now).skipped("STALE_BOOK", "4.1 s > 2 s"));
        text("/live/penalty?range=all").contains("No copy is over in <span>all time</span>.");

        rows.over(Fill.of(leader, token, now.minus(Duration.ofDays(3))), WAY, 5_200);
        text("/live/penalty").contains("No copy is over in <span>the last 24 hours</span>.");
        text("/live/penalty?range=7d").contains("<span>1</span> copy is over");
        text("/penalty?range=7d").contains("aria-current=\"true\">7 d</a>");
        text("/penalty?range=decade").contains("aria-current=\"true\">24 h</a>");
    }

    private static BigDecimal total(List<FollowerPenalty> penalties) {
        return usdc(penalties.stream().mapToLong(FollowerPenalty::total).sum());
    }

    private static BigDecimal usdc(long micros) {
        return BigDecimal.valueOf(micros, 6);
    }

    /** Amounts to the millionth, each of which is the title of itself to the cent. */
    private List<BigDecimal> exact(String html) {
        return EXACT.matcher(html).results().map(this::exact).toList();
    }

    private BigDecimal exact(MatchResult amount) {
        BigDecimal exact =
                new BigDecimal(amount.group(1).replaceAll("[+$,]", "").replace('−', '-'));
        assertThat(amount.group(2)).isEqualTo(figures.signedUsdc(exact));
        return exact;
    }

    private String region(String id, String uri) {
        String html = assertThat(mvc.get().uri(uri).with(user("ann")))
                .hasStatusOk()
                .bodyText()
                .actual();
        int begin = html.indexOf("id=\"" + id + "\"");
        return html.substring(begin, html.indexOf("</section>", begin));
    }

    private AbstractStringAssert<?> text(String uri) {
        return assertThat(mvc.get().uri(uri).with(user("ann"))).hasStatusOk().bodyText();
    }
}
