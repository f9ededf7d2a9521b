package io.slipstream.launcher;

import io.slipstream.launcher.Pipeline.Launch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What each program of the system is started with. Heaps are modest: all of it runs beside a browser on a laptop. */
final class Launches {

    static final String SIM = "sim";
    static final String WORKER = "worker";
    static final String DASHBOARD = "dashboard";

    /** In the order in which they are stopped. */
    static final List<String> ALL = List.of(DASHBOARD, WORKER, SIM);

    private Launches() {}

    static Launch sim(int port, Settings settings, Path state) {
        return new Launch(
                SIM,
                "polymarket-sim",
                List.of("-Xmx768m", "-XX:+UseSerialGC"),
                List.of(
                        "--port",
                        Integer.toString(port),
                        "--seed",
                        Long.toString(settings.seed()),
                        "--speed",
                        settings.speedText(),
                        "--state",
                        state.toString()),
                Map.of());
    }

    static Launch worker(Map<String, String> environment) {
        // whatever stops its threads is latency
        return new Launch(WORKER, "worker-app", List.of("-Xmx1g", "-XX:+UseZGC"), List.of(), environment);
    }

    static Launch dashboard(Map<String, String> environment) {
        return new Launch(
                DASHBOARD,
                "dashboard-app",
                List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                List.of(),
                environment);
    }
}
