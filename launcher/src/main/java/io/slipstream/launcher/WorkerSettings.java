package io.slipstream.launcher;

import io.slipstream.launcher.database.DatabaseAddress;
import io.slipstream.launcher.process.LaunchFailure;
import io.slipstream.launcher.summary.SimClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The environment that the worker and the dashboard are started with. */
final class WorkerSettings {

    private static final String TAPE_BUDGET_MB = "2048";

    private WorkerSettings() {}

    /** The worker against the offline Polymarket on this port, following all of its leaders from its first block on. */
    static Map<String, String> demo(
            DatabaseAddress database,
            Path tape,
            int port,
            int simPort,
            List<SimClient.Leader> leaders,
            long genesisBlock) {
        String http = "http://127.0.0.1:" + simPort;
        String socket = "ws://127.0.0.1:" + simPort;
        Map<String, String> settings = common(database, port);
        settings.putAll(recording(tape));
        settings.put("TRIGGER_MODE", "polygon");
        settings.put("EXECUTION_MODE", "paper");
        settings.put("BOOKSTORE_MODE", "ws+snapshot");
        settings.put("POLYGON_WS_URL", socket + "/rpc/0," + socket + "/rpc/1");
        settings.put("POLYGON_HTTP_URL", http + "/rpc/0," + http + "/rpc/1");
        settings.put("AUDIT_INTERVAL_MS", "10000");
        settings.put("CLOB_MARKET_WS_URL", socket + "/ws/market");
        settings.put("CLOB_HTTP_URL", http + "/clob");
        settings.put("GAMMA_URL", http + "/gamma");
        settings.put("DATA_API_URL", http + "/data");
        settings.put("LEADERS", leaders.stream().map(WorkerSettings::entry).collect(Collectors.joining(",")));
        settings.put("START_BLOCK", Long.toString(genesisBlock));
        settings.put("COPY_RATIO", "0.25");
        settings.put("CALIBRATION", "on");
        settings.put("REGISTRY_SYNC_INTERVAL_MS", "15000");
        return settings;
    }

    /** The worker against the endpoints in the user's environment, which reaches it as it is. */
    static Map<String, String> paper(DatabaseAddress database, Path tape, int port, Map<String, String> environment) {
        Map<String, String> settings = common(database, port);
        if (environment.getOrDefault("TAPE_DIR", "").isBlank()) {
            settings.putAll(recording(tape));
        }
        settings.put("EXECUTION_MODE", "paper");
        return settings;
    }

    /** The dashboard on the same database. */
    static Map<String, String> dashboard(DatabaseAddress database, int port, String user, String password) {
        Map<String, String> settings = common(database, port);
        settings.put("DASHBOARD_USER", user);
        settings.put("DASHBOARD_PASSWORD", password);
        return settings;
    }

    /** Says everything at once that paper trading still needs from the environment. */
    static void requireEndpoints(Map<String, String> environment) {
        Map<String, String> needed = new LinkedHashMap<>();
        needed.put("POLYGON_WS_URL", "wss://your-polygon-provider/ws/KEY");
        needed.put("POLYGON_HTTP_URL", "https://your-polygon-provider/KEY");
        needed.put("LEADERS", "0x0123456789abcdef0123456789abcdef01234567:alice");
        List<String> missing = new ArrayList<>();
        needed.forEach((name, example) -> {
            if (environment.getOrDefault(name, "").isBlank()) {
                missing.add("    export " + name + "='" + example + "'");
            }
        });
        if (!missing.isEmpty()) {
            throw LaunchFailure.usage("""
                    paper trading follows real wallets on the real chain, and the environment lacks something for that.
                    Set for example
                    %s
                    Each of the URLs may be a list with commas; LEADERS is wallet:label, with commas between.
                    To try Slipstream without any of this, run ./slipstream demo""".formatted(String.join("\n", missing)));
        }
    }

    /** What a replay and every question after a number needs, within bounds that nobody notices. */
    private static Map<String, String> recording(Path tape) {
        return Map.of("TAPE_DIR", tape.toString(), "TAPE_BUDGET_MB", TAPE_BUDGET_MB);
    }

    private static Map<String, String> common(DatabaseAddress database, int port) {
        Map<String, String> settings = new LinkedHashMap<>(database.springSettings());
        settings.put("SERVER_PORT", Integer.toString(port));
        settings.put("SERVER_ADDRESS", "127.0.0.1");
        return settings;
    }

    private static String entry(SimClient.Leader leader) {
        // a comma or colon in a label would be read as the end of it
        String label = leader.label().replaceAll("[,:\\s]+", "-");
        return label.isEmpty() ? leader.address() : leader.address() + ":" + label;
    }
}
