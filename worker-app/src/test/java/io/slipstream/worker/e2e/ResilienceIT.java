package io.slipstream.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipstream.sim.SimConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** What goes wrong around the worker: it says what is wrong, recovers without a restart, and loses nothing. */
@ExtendWith(OutputCaptureExtension.class)
class ResilienceIT {

    private static final SimConfig FAST = SimConfig.defaults().withSpeed(10);
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void refusesAWrongFlagWithWhatToSetAndNoStackTrace() throws Exception {
        try (Rig rig = new Rig(FAST)) {
            Map<String, String> environment = rig.environment();
            environment.put("TRIGGER_MODE", "mempool");
            environment.remove("LEADERS");
            Process worker = rig.workerProcess(environment);
            assertThat(worker.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(worker.exitValue()).isEqualTo(1);
            assertThat(rig.outputOf(worker))
                    .contains("TRIGGER_MODE=mempool cannot be used: set one of data_api, polygon, both")
                    .contains("LEADERS is not set: name at least one wallet")
                    .doesNotContain("\tat io.slipstream");
        }
    }

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void waitsForEndpointsThatCannotBeReachedAndThenMissesNothing(CapturedOutput output) throws Exception {
        try (Rig rig = new Rig(FAST);
                TcpGate gate = new TcpGate()) {
            Map<String, String> environment = rig.environment();
            environment.replaceAll(
                    (_, value) -> value.replace("127.0.0.1:" + rig.simPort(), "127.0.0.1:" + gate.port()));
            try (ConfigurableApplicationContext worker = rig.worker(environment)) {
                await().atMost(LONG).until(() -> health(worker).contains("DOWN: eth_chainId"));
                assertThat(health(worker))
                        .contains("polygon ws")
                        .contains("gamma")
                        .contains("Failed to connect");
                assertThat(output).contains("no node can be relied upon");
                gate.open(rig.simPort());
                await().atMost(LONG).until(() -> up(worker));
                rig.assertComplete(100);
            }
        }
    }

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void waitsForADatabaseThatIsDownAtTheStart(CapturedOutput output) throws Exception {
        try (Rig rig = new Rig(FAST);
                TcpGate gate = new TcpGate()) {
            Map<String, String> environment = rig.environmentThrough(gate);
            CompletableFuture<ConfigurableApplicationContext> starting =
                    CompletableFuture.supplyAsync(() -> rig.worker(environment));
            await().atMost(LONG).until(() -> output.getOut().contains("cannot be used yet"));
            assertThat(output).contains("set SPRING_DATASOURCE_URL").contains("refused");
            assertThat(starting).isNotDone();
            gate.open(rig.postgresPort());
            try (ConfigurableApplicationContext worker = starting.get(1, TimeUnit.MINUTES)) {
                assertThat(worker.isRunning()).isTrue();
                rig.assertComplete(100);
            }
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void losesNothingWhenTheDatabaseGoesAwayForTwentySeconds(CapturedOutput output) throws Exception {
        try (Rig rig = new Rig(FAST);
                TcpGate gate = new TcpGate()) {
            gate.open(rig.postgresPort());
            try (ConfigurableApplicationContext worker = rig.worker(rig.environmentThrough(gate))) {
                await().atMost(LONG).until(() -> rig.ledger().settledBlockOrNone() > 0);
                gate.shut();
                await().atMost(LONG).until(() -> output.getOut().contains("they are kept and tried again"));
                long before = rig.ledger().count("SELECT count(*) FROM leader_fill");
                await().during(Duration.ofSeconds(20))
                        .atMost(Duration.ofSeconds(40))
                        .until(() -> rig.ledger().count("SELECT count(*) FROM leader_fill") == before);
                assertThat(health(worker)).contains("cannot store");
                gate.open(rig.postgresPort());
                rig.assertComplete(700);
                assertThat(up(worker)).isTrue();
            }
        }
    }

    private static boolean up(ConfigurableApplicationContext worker) {
        return health(worker).contains("\"status\":\"UP\"") && !health(worker).contains("\"status\":\"DOWN\"");
    }

    private static String health(ConfigurableApplicationContext worker) {
        String port = worker.getEnvironment().getProperty("local.server.port");
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
                                    .timeout(Duration.ofSeconds(20))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new AssertionError("health does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
