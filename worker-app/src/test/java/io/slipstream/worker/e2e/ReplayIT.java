package io.slipstream.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipstream.sim.SimConfig;
import io.slipstream.worker.replay.ReplayProgram;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sessions of real workers, one of them killed, replayed from their tape and held against their database. */
class ReplayIT {

    private static final Logger log = LoggerFactory.getLogger(ReplayIT.class);
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String TRADES = "SELECT count(*) FROM execution_fill";

    @TempDir
    private Path directory = Path.of("");

    /** What a command printed, and its exit code. */
    private record Answer(int code, String out, String err) {}

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void provesWhatWasStoredAndShowsWhatWouldHaveBeen() throws Exception {
        Path tape = directory.resolve("tape");
        try (Rig rig = new Rig(SimConfig.defaults().withSpeed(10))) {
            Map<String, String> environment = rig.environment();
            environment.put("TAPE_DIR", tape.toString());
            Process killed = rig.workerProcess(environment);
            await().atMost(LONG)
                    .until(() -> rig.ledger().settledBlockOrNone() > 0
                            && rig.ledger().count(TRADES) > 30);
            killed.destroyForcibly().waitFor();
            Process stopped = rig.workerProcess(environment);
            long before = rig.ledger().count(TRADES);
            await().atMost(LONG).until(() -> rig.ledger().count(TRADES) > before + 100);
            stopped.destroy();
            assertThat(stopped.waitFor(30, TimeUnit.SECONDS)).isTrue();

            Path one = directory.resolve("one");
            Answer proof = run(environment, "replay", "--out", one.toString());
            log.info("{}\n{}", proof.out, proof.err);
            assertThat(proof.code).as(proof.out).isZero();
            assertThat(proof.out)
                    .contains("not ended: it runs, or was killed", "ended in order", "same")
                    .doesNotContain("DIFFERS");
            assertThat(Files.readAllLines(one)).hasSizeGreaterThan(200);

            Path two = directory.resolve("two");
            assertThat(run(Map.of("TAPE_DIR", tape.toString()), "replay", "--out", two.toString()).code)
                    .as("without a database, held against the tape")
                    .isZero();
            assertThat(two).as("byte for byte").hasSameBinaryContentAs(one);

            showsWhatWouldHaveBeen(environment);

            rig.ledger()
                    .jdbc()
                    .update(
                            "UPDATE execution_fill SET fee_usdc = fee_usdc + 0.000001"
                                    + " WHERE (attempt_id, seq) = (SELECT attempt_id, seq FROM execution_fill ORDER BY fill_at LIMIT 1)");
            Answer different = run(environment, "replay");
            assertThat(different.code).as("one micro-dollar was changed").isEqualTo(1);
            assertThat(different.out).contains("DIFFERS", "the first difference to what was stored", "NOT the same");
        }
    }

    private void showsWhatWouldHaveBeen(Map<String, String> environment) throws IOException {
        Answer later = run(environment, "replay", "--latency", "+5s");
        log.info("{}", later.out);
        assertThat(later.code).isZero();
        assertThat(later.out).contains("as it was", "otherwise");
        Path policy = Files.writeString(directory.resolve("policy"), "COPY_RATIO=0.01\nSLIPPAGE_BPS=0\n");
        Answer other = run(environment, "replay", "--policy", policy.toString());
        log.info("{}", other.out);
        assertThat(other.code).isZero();
        Files.writeString(policy, "COPY_RATO=0.01\n");
        Answer wrong = run(environment, "replay", "--policy", policy.toString());
        assertThat(wrong.code).isEqualTo(64);
        assertThat(wrong.err).contains("COPY_RATO=0.01 cannot be used: a policy has COPY_RATIO, ");

        Path csv = directory.resolve("curve.csv");
        Path chart = directory.resolve("curve.svg");
        Answer curve = run(
                environment,
                "latency-curve",
                "--added",
                "0ms,100ms,500ms",
                "--csv",
                csv.toString(),
                "--chart",
                chart.toString());
        log.info("{}", curve.out);
        assertThat(curve.code).isZero();
        assertThat(curve.out).contains("leader all", "leader 0x", "+500 ms", "left out");
        assertThat(Files.readAllLines(csv))
                .hasSizeGreaterThan(6)
                .first()
                .asString()
                .startsWith("leader,added_ms,");
        assertThat(Files.readString(chart))
                .startsWith("<svg")
                .contains("profit $")
                .endsWith("</svg>\n");
        Answer nowhere = run(environment, "replay", "--from", "2020-01-01T00:00:00Z", "--to", "2020-01-02T00:00:00Z");
        assertThat(nowhere.code).isEqualTo(64);
        assertThat(nowhere.err).contains("no session is in this window; the tape has 20");
    }

    private static Answer run(Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new ReplayProgram(environment, new PrintWriter(out, true), new PrintWriter(err, true))
                .run(List.of(arguments));
        return new Answer(code, out.toString(), err.toString());
    }
}
