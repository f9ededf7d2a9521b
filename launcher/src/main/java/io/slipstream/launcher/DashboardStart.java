package io.slipstream.launcher;

import io.slipstream.launcher.database.DatabaseAddress;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** Starts the dashboard and tells the user where it is and how to log in. */
record DashboardStart(Console console, Workspace workspace, Progress progress) {

    private static final String USER = "slipstream";

    /** False when the user stopped the run meanwhile. */
    boolean start(Pipeline pipeline, DatabaseAddress database, int port, String what) throws IOException {
        DashboardPassword password =
                DashboardPassword.of(console.environment(), workspace.dashboardPassword(), new SecureRandom());
        boolean ready = pipeline.start(
                        Launches.dashboard(WorkerSettings.dashboard(database, port, USER, password.value())),
                        new HealthProbe(port, InstantSource.system())::ask)
                .isPresent();
        if (ready) {
            progress.box(List.of(
                    "Slipstream is running: PAPER trading, " + what,
                    "",
                    "Dashboard   http://127.0.0.1:" + port,
                    "Log in      " + USER,
                    "Password    " + password.value() + "   (" + password.origin() + ")",
                    "",
                    "Logs in " + workspace.log("worker").getParent() + "; Ctrl-C stops everything"));
        }
        return ready;
    }
}
