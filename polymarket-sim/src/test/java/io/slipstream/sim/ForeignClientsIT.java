package io.slipstream.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that nobody here wrote work against the simulator unchanged: viem and the venue's own TypeScript client. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignClientsIT {

    private static final Path SCRIPTS = Path.of("src", "test", "clients");
    private static final Path WORK = Path.of("target", "foreign-clients");

    private final Simulator simulator =
            Simulator.start(SimConfig.defaults().withPort(0).withSpeed(2));

    private record Outcome(int code, String output) {}

    @BeforeAll
    void installClients() throws IOException, InterruptedException {
        for (String program : List.of("node", "npm")) {
            assumeThat(there(program)).as(program + " is not here: skipped").isTrue();
        }
        Files.createDirectories(WORK);
        for (String file : List.of("package.json", "package-lock.json", "viem.mjs", "clob-client.mjs")) {
            Files.copy(SCRIPTS.resolve(file), WORK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Outcome installed = run("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        assertThat(installed.code()).as(installed.output()).isZero();
        try (SimClient client = new SimClient(simulator.port())) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> client.get("/sim/status").get("fillsMined").asInt() > 60);
        }
    }

    @AfterAll
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"viem.mjs", "clob-client.mjs"})
    void worksUnchanged(String script) throws IOException, InterruptedException {
        Outcome outcome = run("node", script, "http://127.0.0.1:" + simulator.port());

        System.out.print(outcome.output());
        assertThat(outcome.code()).as(outcome.output()).isZero();
    }

    private static boolean there(String program) {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Outcome run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(WORK.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
