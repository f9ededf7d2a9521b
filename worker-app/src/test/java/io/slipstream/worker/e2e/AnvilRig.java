package io.slipstream.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipstream.worker.WorkerApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** A real node, a real PostgreSQL and a worker between them. Nobody answers for the venue's own services. */
final class AnvilRig implements AutoCloseable {

    static final long CHAIN_ID = 4_242;
    private static final Duration LONG = Duration.ofSeconds(30);

    private final RigDatabase database = new RigDatabase();
    private final Anvil node;
    private final AnvilVenue venue;
    private final Ledger ledger;
    private final TcpGate nobody;

    AnvilRig(Path program, long seed) throws IOException {
        node = new Anvil(program, CHAIN_ID);
        try {
            venue = new AnvilVenue(node, seed);
            nobody = new TcpGate();
        } catch (IOException | RuntimeException | Error e) {
            node.close();
            throw e;
        }
        ledger = new Ledger(database.source());
    }

    Anvil node() {
        return node;
    }

    AnvilVenue venue() {
        return venue;
    }

    Ledger ledger() {
        return ledger;
    }

    /** A worker in this JVM that has both of the node's doors open. */
    ConfigurableApplicationContext worker() {
        String since = Instant.now().toString();
        ConfigurableApplicationContext worker = worker(CHAIN_ID);
        try {
            await().atMost(LONG)
                    .until(() -> ledger.count("SELECT count(*) FROM node_status WHERE state = 'LIVE' AND updated_at > '"
                                    + since + "'")
                            == 2);
        } catch (RuntimeException | Error e) {
            worker.close();
            throw e;
        }
        knowAMarket();
        return worker;
    }

    /** A start waits five seconds for the registry, which is not there, unless some market is known from before. */
    private void knowAMarket() {
        ledger.jdbc().execute("""
                        INSERT INTO market_registry VALUES ('0x1', '1', '', '', NULL, TRUE, TRUE, FALSE, FALSE, now())
                            ON CONFLICT DO NOTHING;
                        INSERT INTO market_token VALUES (1, '0x1', '', 0, 0.01, 5, 0, 1, TRUE, FALSE, NULL, now())
                            ON CONFLICT DO NOTHING;""");
    }

    /** A worker in this JVM that expects its nodes to be on this chain. */
    ConfigurableApplicationContext worker(long chainId) {
        return new SpringApplicationBuilder(WorkerApplication.class)
                .bannerMode(Banner.Mode.OFF)
                .run(environment(chainId).entrySet().stream()
                        .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new));
    }

    /** Waits until so many fills of leaders are stored, at least, that are not taken back. */
    void awaitStored(int fills) {
        await(fills + " stored fills")
                .atMost(LONG)
                .until(() -> ledger.count("SELECT count(*) FROM leader_fill WHERE status <> 'INVALIDATED'") >= fills);
    }

    /** Makes everything final, waits for the worker to have read it, and holds its ledger against the truth. */
    int assertComplete() {
        node.mine(Anvil.BLOCKS_TO_FINALITY + 1);
        long block = node.block("finalized");
        await().atMost(LONG).until(() -> ledger.settledBlockOrNone() >= block);
        List<JsonNode> truth = venue.truth();
        assertThat(truth)
                .allSatisfy(
                        fill -> assertThat(fill.path("blockNumber").asLong()).isLessThanOrEqualTo(block));
        ledger.assertEquals(truth, node.block("latest"));
        return truth.size();
    }

    /** Every attempt and when it was decided on. */
    String decisions() {
        return String.valueOf(ledger.jdbc()
                .queryForObject(
                        "SELECT string_agg(leader_fill_id || ' ' || decided_at, ' ' ORDER BY leader_fill_id)"
                                + " FROM execution_attempt",
                        String.class));
    }

    /** A fill that was confirmed and taken back later would look, in the end, as if it had never been confirmed. */
    void recordConfirmations() {
        ledger.jdbc().execute("""
                        CREATE TABLE once_confirmed (order_hash TEXT);
                        CREATE FUNCTION record_confirmation() RETURNS TRIGGER LANGUAGE plpgsql AS
                        $$ BEGIN INSERT INTO once_confirmed VALUES (NEW.order_hash); RETURN NULL; END $$;
                        CREATE TRIGGER record_confirmation AFTER INSERT OR UPDATE ON leader_fill
                            FOR EACH ROW WHEN (NEW.status = 'CONFIRMED') EXECUTE FUNCTION record_confirmation();""");
    }

    private Map<String, String> environment(long chainId) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.putAll(database.environment());
        environment.put("SERVER_PORT", "0");
        environment.put("POLYGON_HTTP_URL", "http://127.0.0.1:" + node.port());
        environment.put("POLYGON_WS_URL", "ws://127.0.0.1:" + node.port());
        environment.put("POLYGON_CHAIN_ID", Long.toString(chainId));
        environment.put("POLYGON_SCAN_INTERVAL_MS", "500");
        environment.put("CLOB_MARKET_WS_URL", "ws://127.0.0.1:" + nobody.port());
        environment.put("CLOB_HTTP_URL", "http://127.0.0.1:" + nobody.port());
        environment.put("GAMMA_URL", "http://127.0.0.1:" + nobody.port());
        environment.put("DATA_API_URL", "http://127.0.0.1:" + nobody.port());
        environment.put("REGISTRY_SYNC_INTERVAL_MS", "1000");
        environment.put("LEADERS", String.join(",", AnvilVenue.LEADERS));
        environment.put("START_BLOCK", "1");
        return environment;
    }

    @Override
    public void close() throws IOException {
        node.close();
        nobody.close();
    }
}
