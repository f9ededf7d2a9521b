package io.slipstream.worker.tape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is recorded is read back: everything, by windows, over hours and process lives. */
@Timeout(60)
class TapeTest {

    @TempDir
    private Path directory = Path.of("");

    private TapeRig rig = new TapeRig(directory);

    @BeforeEach
    void begin() {
        rig = new TapeRig(directory.resolve("tape"));
    }

    @Test
    void bringsFramesBackInTheOrderOfArrivalOverSeveralHours() throws IOException {
        recordHours(5);
        rig.finish();
        assertThat(names()).hasSize(6).startsWith("20261122T19.tape").endsWith("20261123T00.tape");
        assertThat(rig.read()).hasSize(5 * 600).isEqualTo(rig.recorded());
        assertThat(TapeReader.open(rig.directory).segments())
                .allMatch(TapeReader.Segment::ended)
                .extracting(TapeReader.Segment::frames)
                .satisfies(frames -> assertThat(
                                frames.stream().mapToLong(Long::longValue).sum())
                        .isEqualTo(5 * 600));
        assertThat(rig.meters.frames()).isEqualTo(5 * 600);
    }

    @Test
    void keepsWhatAnAnswerAnswersAndTextOfAnyKind() throws IOException {
        rig.feed("clob").answer("POST /books 200\n[{}]", "[\"ä\"]".getBytes(StandardCharsets.UTF_8));
        rig.feed("ws").frame("");
        rig.feed("ws").frame("⛓ ä\u0000 ﾡ");
        rig.finish();
        assertThat(rig.read())
                .containsExactly(
                        TapeRig.frame("clob", rig.nowNanos(), 42, "POST /books 200\n[{}]", "[\"ä\"]", 6),
                        TapeRig.frame("ws", rig.nowNanos(), 42, "", "", 0),
                        TapeRig.frame("ws", rig.nowNanos(), 42, "", "⛓ ä\u0000 ﾡ", 11));
    }

    @Test
    void cutsAFrameThatIsTooLargeAndSaysHowLongItWas() throws IOException {
        int length = EntryFormat.LARGEST_FRAME + 5;
        rig.feed("ws").frame("x".repeat(length));
        rig.feed("http").answer("r".repeat(EntryFormat.LARGEST_REQUEST + 1), new byte[0]);
        rig.turn();
        rig.feed("http").answer("r".repeat(EntryFormat.LARGEST_REQUEST + 1), new byte[0]);
        rig.finish();
        List<TapeEntry> entries = rig.read();
        assertThat(entries.getFirst()).isInstanceOfSatisfying(TapeEntry.Frame.class, frame -> {
            assertThat(frame.text()).isEqualTo("x".repeat(EntryFormat.LARGEST_FRAME));
            assertThat(frame.length()).isEqualTo(length);
        });
        assertThat(entries.getLast())
                .isInstanceOfSatisfying(
                        TapeEntry.Frame.class,
                        frame -> assertThat(frame.about()).hasSize(EntryFormat.LARGEST_REQUEST));
    }

    @Test
    void readsAnyWindowWithAndWithoutIndexes() throws IOException {
        recordHours(3);
        rig.finish();
        assertWindows();
        rig.loseIndexes();
        assertWindows();
        for (Path segment : rig.segments()) {
            Files.write(rig.index(segment), new byte[] {1, 2, 3});
        }
        assertWindows();
    }

    @Test
    void makesAnIndexAnewThatIsMissingOrTorn() throws IOException {
        recordHours(2);
        rig.crash();
        List<Path> segments = rig.segments();
        byte[] first = Files.readAllBytes(rig.index(segments.getFirst()));
        byte[] last = Files.readAllBytes(rig.index(segments.getLast()));
        Files.delete(rig.index(segments.getFirst()));
        Files.write(rig.index(segments.getLast()), Arrays.copyOf(last, last.length - 7));
        rig.restart();
        rig.turn();
        assertThat(rig.index(segments.getFirst())).hasBinaryContent(first);
        assertThat(rig.index(segments.getLast())).hasBinaryContent(last);
    }

    @Test
    void beginsANumberedSegmentInEachLifeAndNeverGoesBackInNames() throws IOException {
        rig.frame("ws", "one");
        rig.crash();
        rig.restart();
        rig.frame("ws", "two");
        rig.finish();
        rig.pass(Duration.ofHours(-5));
        rig.restart();
        rig.frame("ws", "three");
        rig.finish();
        rig.pass(Duration.ofHours(6));
        rig.restart();
        rig.frame("ws", "four");
        rig.finish();
        assertThat(names())
                .containsExactly("20261122T19.tape", "20261122T19-2.tape", "20261122T19-3.tape", "20261122T20.tape");
        assertThat(rig.read()).isEqualTo(rig.recorded());
    }

    @Test
    void readsATapeThatIsBeingWritten() throws IOException {
        rig.frame("ws", "one");
        rig.turn();
        assertThat(rig.read()).as("not old enough to be written").isEmpty();
        rig.settle();
        assertThat(rig.read()).isEqualTo(rig.recorded());
        assertThat(rig.state().lastBlock()).isEqualTo(rig.now());
        assertThat(TapeReader.open(rig.directory).segments().getFirst().ended()).isFalse();
    }

    @Test
    void writesWhatWaitsWhenItIsClosed() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            rig.frame("ws", "frame " + i);
        }
        rig.finish();
        assertThat(rig.read()).hasSize(1_000).isEqualTo(rig.recorded());
    }

    @Test
    void leavesTheDirectoryToOneWriter() throws IOException {
        rig.turn();
        TapeRig other = new TapeRig(rig.directory);
        other.turn();
        assertThat(other.state().recording()).isFalse();
        assertThat(other.state().detail()).contains("another tape");
        rig.finish();
        other.pass(Duration.ofMinutes(1));
        other.turn();
        assertThat(other.state().recording()).isTrue();
        other.finish();
    }

    /** Ten minutes between two bursts of frames of three feeds, from half past seven on. */
    private void recordHours(int hours) {
        for (int burst = 0; burst < hours * 6; burst++) {
            for (int i = 0; i < 100; i++) {
                rig.frame("feed " + i % 3, "{\"burst\":%d,\"i\":%d}".formatted(burst, i));
            }
            rig.settle();
            rig.pass(Duration.ofMinutes(10));
        }
    }

    private void assertWindows() throws IOException {
        List<TapeEntry> all = rig.recorded();
        Instant begin = TapeRig.BEGIN;
        for (int minutes : new int[] {-10, 0, 3, 30, 47, 90, 170, 500}) {
            for (int length : new int[] {0, 1, 10, 25, 60, 1_000}) {
                long from = TapeRig.nanos(begin.plus(Duration.ofMinutes(minutes)));
                long to = TapeRig.nanos(begin.plus(Duration.ofMinutes(minutes + length)));
                assertThat(rig.read(from, to).entries())
                        .as("%d minutes from minute %d", length, minutes)
                        .isEqualTo(all.stream()
                                .map(TapeEntry.Frame.class::cast)
                                .filter(frame -> frame.wallNanos() >= from && frame.wallNanos() < to)
                                .toList());
            }
        }
        long one = ((TapeEntry.Frame) all.get(777)).wallNanos();
        assertThat(rig.read(one, one + 1).entries()).containsExactly(all.get(777));
    }

    private List<String> names() throws IOException {
        return rig.segments().stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }
}
