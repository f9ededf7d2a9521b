package io.slipstream.worker.replay;

import io.slipstream.core.money.Micros;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints results below each other. */
final class ResultTable {

    private static final double BPS_PER_PERCENT = 100.0;

    private final PrintWriter out;

    ResultTable(PrintWriter out) {
        this.out = out;
        out.printf(
                "%-12s %7s %10s %14s %12s %12s %14s%n",
                "", "copied", "fill rate", "traded $", "slippage", "fees $", "profit $");
    }

    void row(String what, ResultSummary sum) {
        out.printf(
                Locale.ROOT,
                "%-12s %7d %8.2f %% %14s %8.2f %% %14s %14s%n",
                what,
                sum.copied(),
                sum.fillRateBps() / BPS_PER_PERCENT,
                Micros.format(sum.notionalMicros()),
                sum.slippageBps() / BPS_PER_PERCENT,
                Micros.format(sum.feeMicros()),
                Micros.format(sum.profitMicros()));
    }

    void end() {
        out.println(
                "slippage: against the leader's price, of what was traded; profit: fees included, by the marks at the end");
        out.flush();
    }
}
