package io.slipstream.launcher.summary;

import io.slipstream.launcher.summary.RunSummary.Fills;
import io.slipstream.launcher.summary.RunSummary.LeaderRow;
import io.slipstream.launcher.summary.RunSummary.Percentiles;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Puts a summary on one page, for a person or for a program. */
public final class SummaryPage {

    private static final String RULE = "-".repeat(100) + "\n";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private SummaryPage() {}

    /** The summary as one JSON object on one line. */
    public static String json(RunSummary summary) {
        return JSON.writeValueAsString(summary);
    }

    /** The summary as a page of text. */
    public static String text(RunSummary summary) {
        StringBuilder page = new StringBuilder(4096).append(RULE);
        line(
                page,
                "Slipstream %s: %.0f s, everything up to block %d"
                        .formatted(summary.mode(), summary.ranSeconds(), summary.toBlock()));
        page.append(RULE);
        fills(page, summary);
        attempts(page, summary);
        line(
                page,
                "execution fills     %d: %s shares for %s USDC, fees %s"
                        .formatted(
                                summary.executions().count(),
                                amount(summary.executions().shares()),
                                amount(summary.executions().notionalUsdc()),
                                amount(summary.executions().feesUsdc())));
        line(
                page,
                "PnL                 %s (equity %s -> %s), realized %s, unrealized %s, fees %s, %d points"
                        .formatted(
                                signed(summary.equity().change()),
                                amount(summary.equity().first()),
                                amount(summary.equity().last()),
                                signed(summary.equity().realized()),
                                signed(summary.equity().unrealized()),
                                amount(summary.equity().fees()),
                                summary.equity().points()));
        latency(page, "block to detection", summary.detectionMillis());
        latency(page, "detection to order", summary.placementMillis());
        leaders(page, summary);
        promises(page, summary);
        return page.toString();
    }

    private static void fills(StringBuilder page, RunSummary summary) {
        Fills fills = summary.fills();
        if (fills == null) {
            line(page, "leader fills        %d detected".formatted(summary.detected()));
            return;
        }
        line(
                page,
                "leader fills        %d in truth, %d detected, %d missing, %d doubled, %d extra, %d different fields"
                        .formatted(
                                fills.truth(),
                                fills.detected(),
                                fills.missing(),
                                fills.doubled(),
                                fills.extra(),
                                fills.different()));
        fills.missingExamples()
                .forEach(fill ->
                        line(page, "    missing         block %d %s".formatted(fill.blockNumber(), fill.identity())));
        fills.extraExamples()
                .forEach(fill ->
                        line(page, "    extra           block %d %s".formatted(fill.blockNumber(), fill.identity())));
        fills.differenceExamples()
                .forEach(difference -> line(
                        page,
                        "    different       %s: %s is %s, stored %s"
                                .formatted(
                                        difference.fill(),
                                        difference.field(),
                                        difference.truth(),
                                        difference.stored())));
    }

    private static void attempts(StringBuilder page, RunSummary summary) {
        line(
                page,
                "attempts            %d: %d traded, %d skipped; fills without attempt: %d"
                        .formatted(
                                summary.attempts().count(),
                                summary.attempts().traded(),
                                summary.attempts().skipped(),
                                summary.attempts().fillsWithoutAttempt()));
        for (Map.Entry<String, Long> reason :
                summary.attempts().skippedByReason().entrySet()) {
            line(page, "    skipped %8d  %s".formatted(reason.getValue(), reason.getKey()));
        }
    }

    private static void latency(StringBuilder page, String what, Percentiles millis) {
        if (millis.count() == 0) {
            line(page, "%-19s none".formatted(what));
        } else {
            line(
                    page,
                    "%-19s p50 %.1f ms, p99 %.1f ms (%d)".formatted(what, millis.p50(), millis.p99(), millis.count()));
        }
    }

    private static void leaders(StringBuilder page, RunSummary summary) {
        page.append(RULE);
        line(
                page,
                "%-22s %-13s %8s %8s %8s %8s %10s %14s"
                        .formatted(
                                "leader",
                                "",
                                summary.fills() == null ? "" : "truth",
                                "detected",
                                "traded",
                                "skipped",
                                "exec fills",
                                "notional USDC"));
        for (LeaderRow leader : summary.leaders()) {
            line(
                    page,
                    "%-22s %-13s %8s %8d %8d %8d %10d %14s"
                            .formatted(
                                    leader.label(),
                                    shortened(leader.address()),
                                    summary.fills() == null ? "" : Long.toString(leader.truth()),
                                    leader.detected(),
                                    leader.traded(),
                                    leader.skipped(),
                                    leader.executionFills(),
                                    amount(leader.notionalUsdc())));
        }
    }

    private static void promises(StringBuilder page, RunSummary summary) {
        page.append(RULE);
        for (Promise promise : summary.promises()) {
            line(
                    page,
                    "%-8s %s (%s)".formatted(promise.kept() ? "kept" : "BROKEN", promise.text(), promise.evidence()));
        }
        long broken =
                summary.promises().stream().filter(promise -> !promise.kept()).count();
        line(
                page,
                (broken == 0 ? "Every promise was kept." : "%d of %d promises were broken.")
                        .formatted(broken, summary.promises().size()));
    }

    private static String shortened(String address) {
        return address.length() <= 12
                ? address
                : address.substring(0, 6) + ".." + address.substring(address.length() - 4);
    }

    private static String amount(BigDecimal value) {
        return value.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String signed(BigDecimal value) {
        return (value.signum() > 0 ? "+" : "") + amount(value);
    }

    private static void line(StringBuilder page, String text) {
        page.append(text).append('\n');
    }
}
