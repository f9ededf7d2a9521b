package io.slipstream.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipstream.sim.SimConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;

/** What the worker makes of each fault of a node, and what it says about that node. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class NodeFaultsIT {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Rig rig;
    private final ConfigurableApplicationContext worker;

    NodeFaultsIT() throws Exception {
        rig = new Rig(SimConfig.defaults().withSpeed(10).withFinalityBlocks(8));
        Map<String, String> environment = rig.environment();
        String http = IntStream.range(0, 2)
                .mapToObj(node -> rig.sim().base() + "/rpc/" + node)
                .collect(Collectors.joining(","));
        environment.put("POLYGON_HTTP_URL", http);
        environment.put("POLYGON_WS_URL", http.replace("http", "ws"));
        environment.put("POLYGON_REQUESTS_PER_SECOND", "100");
        environment.put("AUDIT_INTERVAL_MS", "1000");
        worker = rig.worker(environment);
    }

    @BeforeEach
    void bothNodesWork() {
        await().atMost(LONG).until(() -> nodes("state = 'LIVE'") == 4);
    }

    @AfterEach
    void stop() throws Exception {
        rig.sim().fault("{\"kind\":\"reset\"}");
        rig.assertComplete(100);
        worker.close();
        rig.close();
    }

    @Test
    void recordsGarbageAndGoesOn() {
        rig.sim().fault("{\"kind\":\"garbage-frames\",\"feed\":\"rpc/0\",\"percent\":50}");
        await().atMost(LONG).until(() -> rig.ledger().count("SELECT count(*) FROM rejected_log") > 5);
        await().atMost(LONG).until(() -> nodes("errors > 0 AND transport = 'ws'") > 0);
    }

    @Test
    void demotesANodeOfAnotherChainAndTakesItBack() {
        rig.sim().fault("{\"kind\":\"wrong-chain\",\"feed\":\"rpc/1\",\"chainId\":1}");
        rig.sim().fault("{\"kind\":\"restart\",\"feed\":\"rpc/1\",\"millis\":1000}");
        await().atMost(LONG).until(() -> nodes("detail LIKE '%is on chain 1, not 137%'") == 2);
        rig.sim().fault("{\"kind\":\"reset\"}");
        await().atMost(LONG).until(() -> nodes("state = 'LIVE'") == 4);
    }

    @Test
    void demotesANodeThatIsBehind() {
        rig.sim().fault("{\"kind\":\"behind\",\"feed\":\"rpc/1\",\"blocks\":60}");
        await().atMost(LONG).until(() -> nodes("detail LIKE '%blocks behind%'") == 2);
    }

    @Test
    void countsWhatASocketKeepsSilentAbout() {
        rig.sim().fault("{\"kind\":\"lose-logs\",\"feed\":\"rpc/1\",\"percent\":100}");
        await().atMost(LONG).until(() -> nodes("transport = 'ws' AND misses > 3") == 1);
        assertThat(nodes("transport = 'ws' AND wins > 0")).isPositive();
    }

    @Test
    void asksLessOftenWhenTold() {
        rig.sim().fault("{\"kind\":\"rate-limit\",\"feed\":\"rpc/1\",\"requestsPerSecond\":1,\"retryAfterSeconds\":1}");
        await().atMost(LONG).until(() -> nodes("transport = 'http' AND rate_limit < 60") == 1);
    }

    /**
     * One node leaves logs out of its answers and no node pushes any: the second reading, by the other node, finds them. Where it
     * is the second reading that lacks them, nothing that is there is taken back.
     */
    @Test
    void findsWhatANodeLeavesOutBySecondReading() {
        rig.sim().fault("{\"kind\":\"lose-logs\",\"feed\":\"rpc\",\"percent\":100}");
        rig.sim().fault("{\"kind\":\"truncate-results\",\"feed\":\"rpc/1\",\"count\":1}");
        await().atMost(LONG).until(() -> rig.ledger().count("SELECT count(*) FROM completeness_gap") > 2);
        rig.sim().fault("{\"kind\":\"reset\"}");
        long block = rig.ledger().settledBlock();
        await().atMost(LONG).until(() -> rig.ledger().count("SELECT max(to_block) FROM completeness_check") > block);
        await().atMost(LONG)
                .until(() -> rig.ledger().count("SELECT count(*) FROM completeness_gap WHERE healed_at IS NULL") == 0);
        rig.assertComplete(50);
    }

    /** Logs come before anything tells the time of their block; every fill has it in the end. */
    @Test
    void completesTimesThatLogsLack() {
        rig.sim().fault("{\"kind\":\"no-timestamps\",\"feed\":\"rpc\"}");
        rig.assertComplete(150);
    }

    private long nodes(String condition) {
        return rig.ledger().count("SELECT count(*) FROM node_status WHERE " + condition);
    }
}
