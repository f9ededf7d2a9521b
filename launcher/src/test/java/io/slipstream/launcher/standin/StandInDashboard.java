package io.slipstream.launcher.standin;

import java.io.IOException;

/** Is up. */
public final class StandInDashboard {

    private StandInDashboard() {}

    /** Takes its port from SERVER_PORT. */
    public static void main(String[] arguments) throws IOException {
        if (System.getenv("DASHBOARD_PASSWORD").length() < 8) {
            throw new IllegalStateException("DASHBOARD_PASSWORD is too short");
        }
        new StandInServer(Integer.parseInt(System.getenv("SERVER_PORT")))
                .on("/actuator/health", _ -> "{\"status\":\"UP\"}")
                .start();
    }
}
