package io.slipstream.launcher;

import io.slipstream.launcher.database.DatabaseAddress;
import io.slipstream.launcher.summary.LedgerClient;
import io.slipstream.launcher.summary.LedgerClient.Pulse;
import io.slipstream.launcher.summary.SimClient;
import java.io.IOException;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.Optional;

/** One line now and then that shows that the system is alive, and what it has done so far. */
final class StatusLine {

    private final DatabaseAddress database;
    private final Optional<SimClient> sim;
    private final Progress progress;
    private Optional<String> truthCursor = Optional.empty();
    private long countedFills;

    StatusLine(DatabaseAddress database, Optional<SimClient> sim, Progress progress) {
        this.database = database;
        this.sim = sim;
        this.progress = progress;
    }

    /** Prints the line. What does not answer is said in it, and is no reason to stop. */
    void print() {
        progress.say("status", chain() + ledger());
    }

    private String chain() {
        if (sim.isEmpty()) {
            return "";
        }
        try {
            SimClient.Status status = sim.get().status();
            return "block %d, %d leader fills; ".formatted(status.head(), truthFills(sim.get(), status.head()));
        } catch (IOException e) {
            return "the sim does not answer (" + e.getMessage() + "); ";
        }
    }

    /** Full pages are counted once; the last one, which may still grow, is read again each time. */
    private long truthFills(SimClient client, long head) throws IOException {
        SimClient.Page page = client.fills(head, truthCursor);
        while (page.next().isPresent() && !page.fills().isEmpty()) {
            countedFills += page.fills().size();
            truthCursor = page.next();
            page = client.fills(head, truthCursor);
        }
        return countedFills + page.fills().size();
    }

    private String ledger() {
        try (LedgerClient ledger = LedgerClient.open(database)) {
            if (!ledger.hasSchema()) {
                return "the worker has not made its tables yet";
            }
            Pulse pulse = ledger.pulse();
            return "detected %d, attempts %d, execution fills %d, equity %s USDC"
                    .formatted(
                            pulse.detected(),
                            pulse.attempts(),
                            pulse.fills(),
                            pulse.equityUsdc()
                                    .setScale(2, RoundingMode.HALF_EVEN)
                                    .toPlainString());
        } catch (SQLException e) {
            return "the database does not answer (" + e.getMessage() + ")";
        }
    }
}
