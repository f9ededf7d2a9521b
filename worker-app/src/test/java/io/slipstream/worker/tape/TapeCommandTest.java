package io.slipstream.worker.tape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class TapeCommandTest {

    @TempDir
    private Path directory = Path.of("");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String tape = "";

    @BeforeEach
    void record() {
        TapeRig rig = new TapeRig(directory.resolve("tape"));
        rig.frame("ws", "one");
        rig.settle();
        rig.pass(Duration.ofMinutes(40));
        rig.frame("ws", "two");
        rig.frame("http", "three");
        rig.finish();
        tape = rig.directory.toString();
    }

    @Test
    void listsSegments() {
        assertThat(run("list", tape)).isZero();
        assertThat(said())
                .contains("20261122T19.tape", "1 frames", "2026-11-22T19:30:00.000001Z", "ended")
                .contains("20261122T20.tape", "2 frames");
    }

    @Test
    void verifiesTheChain() throws IOException {
        assertThat(run("verify", tape)).isZero();
        assertThat(said()).contains("2 segments, 3 frames: every block is what was written");
        Path segment = Path.of(tape, "20261122T20.tape");
        byte[] bytes = Files.readAllBytes(segment);
        bytes[SegmentHeader.LENGTH + BlockHeader.LENGTH + 3] ^= 1;
        Files.write(segment, bytes);
        assertThat(run("verify", tape)).isEqualTo(1);
        assertThat(complained()).contains("20261122T20.tape, byte 104");
    }

    @Test
    void printsAWindowOfAFeed() {
        assertThat(run("cat", tape, "--feed", "ws", "--from", "2026-11-22T20:00:00Z", "--to", "2026-11-22T21:00:00Z"))
                .isZero();
        assertThat(said()).contains("\"text\":\"two\"").doesNotContain("one", "three");
        out.reset();
        assertThat(run("cat")).as("TAPE_DIR").isZero();
        assertThat(said().lines()).hasSize(3);
    }

    @Test
    void saysWhatIsWrong() {
        for (List<String> wrong : List.of(
                List.<String>of(),
                List.of("play"),
                List.of("cat", tape, "--from"),
                List.of("cat", tape, "--to", "noon"),
                List.of("list", tape, "--fast"))) {
            err.reset();
            assertThat(run(wrong.toArray(String[]::new))).as("%s", wrong).isEqualTo(64);
            assertThat(complained()).contains("tape verify");
        }
        assertThat(run("list", tape + "/nowhere")).isEqualTo(2);
        assertThat(complained()).contains("cannot be read");
    }

    private int run(String... arguments) {
        return new TapeCommand(
                        Map.of("TAPE_DIR", tape),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(List.of(arguments));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
