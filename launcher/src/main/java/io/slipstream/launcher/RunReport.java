package io.slipstream.launcher;

import io.slipstream.launcher.process.LaunchFailure;
import io.slipstream.launcher.summary.RunSummary;
import io.slipstream.launcher.summary.SummaryPage;
import java.io.PrintStream;
import java.util.Optional;

/** Prints what a run came to, when it has a summary, and turns it into an exit code. */
final class RunReport {

    private RunReport() {}

    static int print(Optional<RunSummary> summary, boolean json, PrintStream out) {
        if (summary.isEmpty()) {
            return 0;
        }
        out.println(json ? SummaryPage.json(summary.get()) : SummaryPage.text(summary.get()));
        out.flush();
        return summary.get().keptEveryPromise() ? 0 : LaunchFailure.PROMISE_BROKEN;
    }
}
