package io.slipstream.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipstream.persistence.DatabaseTakenException;
import io.slipstream.sim.SimConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;

/** Two workers at one database: the second says which the first is, and ends or waits. */
class OneWorkerIT {

    @Test
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void endsTheSecondWorkerOrLetsItWaitForTheEndOfTheFirst() throws Exception {
        try (Rig rig = new Rig(SimConfig.defaults().withSpeed(10))) {
            Process waiting;
            try (ConfigurableApplicationContext first = rig.worker(rig.environment())) {
                assertThat(first.isRunning()).isTrue();
                Process second = rig.workerProcess(rig.environment());
                Map<String, String> patient = rig.environment();
                patient.put("WORKER_LOCK", "wait");
                waiting = rig.workerProcess(patient);

                assertThat(second.waitFor(2, TimeUnit.MINUTES)).isTrue();

                assertThat(second.exitValue()).isEqualTo(DatabaseTakenException.EXIT_CODE);
                assertThat(rig.outputOf(second))
                        .contains("Another worker uses this database: slipstream-worker pid "
                                + ProcessHandle.current().pid() + " on ")
                        .contains("set WORKER_LOCK=wait")
                        .doesNotContain("\tat io.slipstream");
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> rig.outputOf(waiting).contains("waiting until it ends"));
            }
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> rig.outputOf(waiting).contains("following "));
            waiting.destroyForcibly();
            assertThat(waiting.waitFor(1, TimeUnit.MINUTES)).isTrue();
            try (ConfigurableApplicationContext next = rig.worker(rig.environment())) {
                assertThat(next.isRunning())
                        .as("a killed worker is in nobody's way")
                        .isTrue();
            }
        }
    }
}
