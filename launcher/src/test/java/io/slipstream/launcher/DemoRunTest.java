package io.slipstream.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipstream.launcher.process.LogFile;
import io.slipstream.launcher.process.StopSignal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole demo with a real database and stand-ins for the other programs, each in a process of its own. */
@Timeout(240)
class DemoRunTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Shared, so that the server's binaries are unpacked once; every test begins with fresh data. */
    @TempDir
    static Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final StopSignal stop = new StopSignal();

    private int run(List<String> workerArguments, String... options) {
        List<String> arguments = new ArrayList<>(List.of("demo", "--data", directory.toString(), "--port-base"));
        arguments.add(Integer.toString(fourFreePorts()));
        arguments.addAll(List.of(options));
        return new Slipstream(new Console(
                        Map.of(),
                        directory,
                        new StandInPrograms(workerArguments),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Clock.systemUTC(),
                        stop))
                .run(arguments.toArray(String[]::new));
    }

    /** Below the range from which the system gives ports to clients, so that nobody takes one meanwhile. */
    private static int fourFreePorts() {
        return ThreadLocalRandom.current()
                .ints(20_000, 31_000)
                .limit(1_000)
                .filter(base -> IntStream.range(base, base + 4).allMatch(DemoRunTest::isFree))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static void assertNothingRuns() {
        assertThat(directory.resolve("run")).isEmptyDirectory();
        assertThat(directory.resolve("postgres").resolve("postmaster.pid")).doesNotExist();
    }

    @Test
    void endsByItselfWithASummaryAndGoesOnWithTheSameDataNextTime() {
        int code = run(List.of(), "--fresh", "--for", "1s", "--json");
        assertThat(code).as(complained()).isZero();
        JsonNode summary = JsonMapper.shared().readTree(said());
        assertThat(summary.at("/fills/truth").asInt()).isEqualTo(120);
        assertThat(summary.at("/fills/detected").asInt()).isEqualTo(120);
        assertThat(summary.at("/attempts/traded").asInt()).isEqualTo(60);
        assertThat(summary.at("/attempts/skippedByReason/TOO_SMALL").asInt()).isEqualTo(60);
        assertThat(summary.at("/executions/count").asInt()).isEqualTo(60);
        assertThat(summary.at("/executions/notionalUsdc").decimalValue()).isEqualByComparingTo("30");
        assertThat(summary.at("/equity/last").decimalValue()).isEqualByComparingTo("1002.5");
        assertThat(summary.at("/detectionMillis/p50").asDouble()).isEqualTo(2_000.0);
        assertThat(summary.at("/placementMillis/p99").asDouble()).isEqualTo(3.0);
        assertThat(summary.at("/leaders/0/truth").asInt()).isEqualTo(60);
        assertThat(complained())
                .contains("sim         ready after", "worker      ready after", "(UP)")
                .contains("Dashboard   http://127.0.0.1:", "Log in      slipstream", "Password    ");
        assertThat(LogFile.tail(directory.resolve("log").resolve("worker.log"), 1))
                .first()
                .asString()
                .contains(":informed,0xa000000000000000000000000000000000000002:maker-passive from block 1");
        assertNothingRuns();

        out.reset();
        assertThat(run(List.of(), "--for", "1s")).isZero();
        assertThat(said())
                .contains("leader fills        120 in truth, 120 detected, 0 missing, 0 doubled, 0 extra")
                .contains("skipped       60  TOO_SMALL")
                .contains("leader-0")
                .contains("Every promise was kept.");
        assertNothingRuns();
    }

    @Test
    void namesEveryPromiseThatWasBroken() {
        int code = run(List.of("faulty"), "--fresh", "--for", "1s", "--catch-up", "1s", "--json");
        assertThat(code).as(complained()).isEqualTo(1);
        JsonNode fills = JsonMapper.shared().readTree(said()).get("fills");
        assertThat(fills.get("missing").asInt()).isEqualTo(2);
        assertThat(fills.get("doubled").asInt()).isEqualTo(1);
        assertThat(fills.get("extra").asInt()).isEqualTo(1);
        assertThat(fills.get("different").asInt()).isEqualTo(1);
        assertThat(JsonMapper.shared()
                        .readTree(said())
                        .get("promises")
                        .valueStream()
                        .filter(promise -> !promise.get("kept").asBoolean())
                        .map(promise -> promise.get("text").asString()))
                .containsExactly(
                        "no fill is missing",
                        "no fill is doubled",
                        "no fill is invented",
                        "every field is what happened",
                        "every fill has exactly one attempt");
    }

    @Test
    void stopsEverythingInReverseOrderWhenTheUserAsks() throws Exception {
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> run(List.of(), "--fresh"));
        await().atMost(PATIENCE).until(() -> said().contains("Password    ") || code.isDone());
        stop.request();
        assertThat(code.get(60, TimeUnit.SECONDS)).as(complained()).isZero();
        assertThat(said())
                .containsSubsequence(
                        "dashboard   stopped after",
                        "worker      stopped after",
                        "sim         stopped after",
                        "PostgreSQL  stopped after");
        assertNothingRuns();
    }

    @Test
    void startsAWorkerThatDiedAgain() throws Exception {
        Path asked = directory.resolve("die-once");
        CompletableFuture<Integer> code =
                CompletableFuture.supplyAsync(() -> run(List.of("dies-once", asked.toString()), "--fresh"));
        await().atMost(PATIENCE).until(() -> said().contains("Password    ") || code.isDone());
        Files.createFile(asked);
        Path again = directory.resolve("die-once.again");
        await().atMost(PATIENCE).until(() -> Files.exists(again) || code.isDone());
        assertThat(said()).contains("worker      died with exit code 9; started again");
        stop.request();
        assertThat(code.get(60, TimeUnit.SECONDS)).as(complained()).isZero();
        assertThat(said()).contains("worker      stopped after");
        assertNothingRuns();
    }

    /** It is started again five times: whoever dies each time has a fault that no start mends. */
    @Test
    void reportsAPartThatDiesAndStopsTheOthers() throws Exception {
        Path asked = directory.resolve("die");
        CompletableFuture<Integer> code =
                CompletableFuture.supplyAsync(() -> run(List.of("dies", asked.toString()), "--fresh"));
        await().atMost(PATIENCE).until(() -> said().contains("Password    ") || code.isDone());
        Files.createFile(asked);
        assertThat(code.get(60, TimeUnit.SECONDS)).as(said()).isEqualTo(2);
        assertThat(complained()).contains("the worker died with exit code 9", "the disk is full");
        assertNothingRuns();
    }
}
