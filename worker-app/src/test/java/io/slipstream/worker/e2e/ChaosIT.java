package io.slipstream.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipstream.sim.SimConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Three nodes that lose, double, reorder, stall, lie, lag, fork, restart and disagree, a chain that reorganises up to eight
 * blocks deep and loses transactions, and a worker that is killed: every leader fill once. {@code -Dchaos.seed=} repeats a
 * run's faults.
 */
class ChaosIT {

    private static final Logger log = LoggerFactory.getLogger(ChaosIT.class);
    private static final int FILLS = 5_000;
    private static final int NODES = 3;
    private static final int ROUNDS_BETWEEN_KILLS = 15;

    private final long seed = Long.getLong("chaos.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    @Timeout(value = 9, unit = TimeUnit.MINUTES)
    void losesAndDoublesNothingWhateverTheNodesDo() throws Exception {
        log.info("chaos seed {}", seed);
        try (Rig rig = new Rig(SimConfig.defaults().withSpeed(20).withFinalityBlocks(10))) {
            Map<String, String> environment = environment(rig);
            Process worker = rig.workerProcess(environment);
            await().atMost(Duration.ofMinutes(1)).until(() -> rig.ledger().settledBlockOrNone() > 0);
            int rounds = 0;
            while (rig.sim().status().path("finalized").asLong() < 1
                    || rig.sim()
                                    .fills(rig.sim().status().path("finalized").asLong())
                                    .size()
                            < FILLS) {
                rounds++;
                apply(rig);
                TimeUnit.MILLISECONDS.sleep(300 + random.nextInt(700)); // faults last in real time
                if (rounds % ROUNDS_BETWEEN_KILLS == 0) {
                    log.info("seed {}: the worker is killed", seed);
                    worker.destroyForcibly().waitFor();
                    worker = rig.workerProcess(environment);
                }
            }
            rig.sim().fault("{\"kind\":\"reset\"}");
            int fills = rig.assertComplete(FILLS);
            log.info("seed {}: {} rounds of faults, {} fills, 0 missing, 0 extra, 0 doubled", seed, rounds, fills);
            assertThat(worker.isAlive()).isTrue();
        }
    }

    private void apply(Rig rig) {
        String node = "rpc/" + random.nextInt(NODES);
        String anywhere = random.nextInt(4) == 0 ? "rpc" : node;
        int millis = 1_000 + random.nextInt(3_000);
        List<String> faults = List.of(
                fault("drop-sockets", anywhere, ""),
                fault("stall", node, ",\"millis\":" + millis),
                fault(
                        "lose-logs",
                        anywhere,
                        ",\"percent\":%d,\"millis\":%d".formatted(10 + random.nextInt(90), millis)),
                fault("duplicate-frames", anywhere, ",\"percent\":50,\"millis\":" + millis),
                fault("reorder-frames", anywhere, ",\"percent\":50,\"millis\":" + millis),
                fault("garbage-frames", anywhere, ",\"percent\":30,\"millis\":" + millis),
                fault("max-range", anywhere, ",\"blocks\":%d,\"millis\":%d".formatted(1 + random.nextInt(20), millis)),
                fault(
                        "max-results",
                        anywhere,
                        ",\"count\":%d,\"millis\":%d".formatted(20 + random.nextInt(50), millis)),
                fault("empty-wide", anywhere, ",\"blocks\":64,\"millis\":" + millis),
                fault("behind", node, ",\"blocks\":%d,\"millis\":%d".formatted(1 + random.nextInt(30), millis)),
                fault("fork", node, ",\"depth\":%d,\"millis\":%d".formatted(1 + random.nextInt(8), millis)),
                fault("wrong-chain", node, ",\"chainId\":1,\"millis\":" + millis),
                fault("restart", node, ",\"millis\":" + millis),
                fault("rate-limit", anywhere, ",\"requestsPerSecond\":2,\"retryAfterSeconds\":1,\"millis\":" + millis),
                fault("http-error", anywhere, ",\"status\":429,\"count\":3,\"retryAfterSeconds\":1"),
                fault("http-error", anywhere, ",\"status\":502,\"count\":5"),
                fault("no-timestamps", anywhere, ",\"millis\":" + millis),
                reorg(),
                reorg());
        String chosen = faults.get(random.nextInt(faults.size()));
        log.info("seed {}: {}", seed, chosen);
        rig.sim().fault(chosen);
    }

    private String reorg() {
        return "{\"kind\":\"reorg\",\"depth\":%d,\"silent\":%b,\"move\":%d,\"lose\":%d,\"change\":%d}"
                .formatted(
                        1 + random.nextInt(8),
                        random.nextBoolean(),
                        random.nextInt(80),
                        random.nextInt(20),
                        random.nextInt(50));
    }

    private static String fault(String kind, String feed, String more) {
        return "{\"kind\":\"%s\",\"feed\":\"%s\"%s}".formatted(kind, feed, more);
    }

    private static Map<String, String> environment(Rig rig) {
        Map<String, String> environment = rig.environment();
        String http = IntStream.range(0, NODES)
                .mapToObj(node -> rig.sim().base() + "/rpc/" + node)
                .collect(Collectors.joining(","));
        environment.put("POLYGON_HTTP_URL", http);
        environment.put("POLYGON_WS_URL", http.replace("http", "ws"));
        environment.put("POLYGON_REQUESTS_PER_SECOND", "100");
        return environment;
    }
}
