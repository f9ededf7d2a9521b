package io.slipstream.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipstream.sim.SimConfig;
import io.slipstream.sim.Simulator;
import io.slipstream.worker.WorkerApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** A simulator, a real PostgreSQL, and workers against them, in this JVM or as processes that can be killed. */
final class Rig implements AutoCloseable {

    private final RigDatabase database = new RigDatabase();
    private final Simulator simulator;
    private final SimClient sim;
    private final Ledger ledger;
    private long settledAt;
    private final Map<Process, Path> processes = new LinkedHashMap<>();

    Rig(SimConfig config) throws IOException {
        simulator = Simulator.start(config.withPort(0));
        sim = new SimClient(simulator.port());
        ledger = new Ledger(database.source());
    }

    SimClient sim() {
        return sim;
    }

    Ledger ledger() {
        return ledger;
    }

    int simPort() {
        return simulator.port();
    }

    int postgresPort() {
        return database.port();
    }

    /** The worker's environment with its database behind a gate. */
    Map<String, String> environmentThrough(TcpGate gate) {
        Map<String, String> environment = environment();
        environment.computeIfPresent(
                "SPRING_DATASOURCE_URL", (_, url) -> url.replace(":" + postgresPort(), ":" + gate.port()));
        return environment;
    }

    /** The worker's environment for this rig. */
    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.putAll(database.environment());
        environment.put("SERVER_PORT", "0");
        environment.put("POLYGON_HTTP_URL", sim.base() + "/rpc");
        environment.put("POLYGON_WS_URL", sim.base().replace("http", "ws") + "/rpc");
        environment.put("CLOB_MARKET_WS_URL", sim.base().replace("http", "ws") + "/ws/market");
        environment.put("CLOB_HTTP_URL", sim.base() + "/clob");
        environment.put("GAMMA_URL", sim.base() + "/gamma");
        environment.put("DATA_API_URL", sim.base() + "/data");
        environment.put("LEADERS", sim.leaders());
        environment.put("START_BLOCK", sim.status().path("genesisBlock").asString());
        environment.put("COPY_RATIO", "0.25");
        environment.put("REGISTRY_SYNC_INTERVAL_MS", "5000");
        environment.put("POLYGON_SCAN_INTERVAL_MS", "1000");
        environment.put("EQUITY_INTERVAL_MS", "500");
        environment.put("PAPER_RESTARTS", "none"); // or tests fail on Tuesdays
        return environment;
    }

    /** A worker in this JVM. */
    ConfigurableApplicationContext worker(Map<String, String> environment) {
        return new SpringApplicationBuilder(WorkerApplication.class)
                .properties(Map.<String, Object>copyOf(environment))
                .bannerMode(Banner.Mode.OFF)
                .run(environment.entrySet().stream()
                        .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new));
    }

    /** A worker of its own process, on this JVM's class path. */
    Process workerProcess(Map<String, String> environment) throws IOException {
        Path log = Files.createTempFile("slipstream-worker", ".log");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerApplication.class.getName());
        builder.environment().putAll(environment);
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        processes.put(process, log);
        log.toFile().deleteOnExit();
        return process;
    }

    /** What a worker's process has printed. */
    String outputOf(Process process) throws IOException {
        return Files.readString(Objects.requireNonNull(processes.get(process), "no process of this rig"));
    }

    /**
     * Waits for so many final leader fills and for the worker to have read them, and holds its ledger against the truth.
     *
     * @return how many fills there were
     */
    int assertComplete(int leastFills) {
        List<JsonNode> truth = settledTruth(leastFills);
        // a fill does not wait for its block's time, which is told of or asked for after it
        await("the time of every block")
                .atMost(Duration.ofMinutes(1))
                .until(() -> ledger.count("SELECT count(*) FROM leader_fill WHERE fill_ts IS NULL"
                                + " AND status <> 'INVALIDATED' AND block_number <= " + settledAt)
                        == 0);
        ledger.assertEquals(truth, settledAt);
        return truth.size();
    }

    /** Waits for so many final leader fills and for the worker to have read them; they are what is true up to then. */
    List<JsonNode> settledTruth(int leastFills) {
        await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> sim.fills(finalizedBlock()).size() >= leastFills);
        long block = finalizedBlock();
        await().atMost(Duration.ofMinutes(1)).until(() -> ledger.settledBlockOrNone() >= block);
        List<JsonNode> truth = sim.fills(block);
        assertThat(truth).hasSizeGreaterThanOrEqualTo(leastFills);
        settledAt = block;
        return truth;
    }

    /** The block up to which {@link #settledTruth} last told the truth. */
    long settledAt() {
        return settledAt;
    }

    private long finalizedBlock() {
        return sim.status().path("finalized").asLong();
    }

    @Override
    public void close() throws IOException {
        processes.keySet().forEach(Process::destroyForcibly);
        simulator.close();
    }
}
