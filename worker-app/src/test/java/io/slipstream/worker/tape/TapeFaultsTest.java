package io.slipstream.worker.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is not recorded is counted and told; a disk that fails stops the tape and nobody else. */
@Timeout(60)
class TapeFaultsTest {

    private static final String LARGE = "x".repeat(1_000);

    @TempDir
    private Path directory = Path.of("");

    private TapeRig rig = new TapeRig(directory);

    @BeforeEach
    void begin() {
        rig = new TapeRig(directory.resolve("tape"));
    }

    @Test
    void saysHowManyFramesFoundNoRoom() throws IOException {
        rig.turn();
        int came = 0;
        while (rig.meters.dropped() < 500) {
            rig.pass(Duration.ofMillis(1));
            rig.feed("busy").frame(LARGE);
            came++;
        }
        rig.feed("quiet").frame(LARGE);
        long quietNanos = rig.nowNanos();
        rig.turn();
        rig.pass(Duration.ofMillis(1));
        rig.feed("busy").frame("there is room again");
        rig.finish();
        List<TapeEntry> entries = rig.read();
        long frames = entries.stream().filter(TapeEntry.Frame.class::isInstance).count();
        List<TapeEntry.Gap> gaps = gaps(entries);
        assertThat(gaps)
                .containsExactlyInAnyOrder(
                        new TapeEntry.Gap("busy", 500, quietNanos - 499_000_000L, quietNanos),
                        new TapeEntry.Gap("quiet", 1, quietNanos, quietNanos));
        assertThat(frames).isEqualTo(came + 2 - 501);
        assertThat(rig.meters.dropped()).isEqualTo(501);
        assertThat(rig.meters.frames()).isEqualTo(frames);
    }

    @Test
    void tellsOfAGapBeforeTheFramesThatFollowIt() throws IOException {
        rig.turn();
        while (rig.meters.dropped() < 3) {
            rig.feed("ws").frame(LARGE);
        }
        rig.turn();
        rig.feed("ws").frame("after");
        rig.finish();
        List<TapeEntry> entries = rig.read();
        assertThat(entries.getLast()).isInstanceOf(TapeEntry.Frame.class);
        assertThat(entries.get(entries.size() - 2)).isInstanceOf(TapeEntry.Gap.class);
    }

    @Test
    void stopsAtADiskThatFailsAndGoesOnAMinuteLater() throws IOException {
        rig.frame("ws", "before");
        rig.settle();
        rig.disk.failWith("Input/output error");
        rig.feed("ws").frame("lost in the block");
        rig.settle();
        assertThat(rig.state().recording()).isFalse();
        assertThat(rig.state().detail()).contains("Input/output error");
        assertThat(rig.meters.isStopped()).isTrue();
        rig.feed("ws").frame("lost while it is stopped");
        rig.feed("other").frame("lost, too");
        rig.disk.recover();
        rig.pass(Duration.ofSeconds(59));
        rig.turn();
        assertThat(rig.state().recording()).as("not tried again yet").isFalse();
        rig.pass(Duration.ofSeconds(1));
        rig.turn();
        assertThat(rig.state().recording()).isTrue();
        assertThat(rig.meters.isStopped()).isFalse();
        rig.frame("ws", "after");
        rig.finish();
        assertThat(rig.segments()).hasSize(2);
        List<TapeEntry> entries = rig.read();
        assertThat(entries).containsAll(rig.recorded()).hasSize(4);
        assertThat(gaps(entries))
                .extracting(TapeEntry.Gap::feed, TapeEntry.Gap::frames)
                .containsExactlyInAnyOrder(tuple("ws", 2L), tuple("other", 1L));
        assertThat(rig.meters.dropped()).isEqualTo(3);
    }

    /** The half of a block that still found room is taken back or left as a torn tail; both read the same. */
    @Test
    void readsATapeWhoseDiskBecameFull() throws IOException {
        rig.frame("ws", "before");
        rig.settle();
        rig.disk.fillUp();
        rig.feed("ws").frame("finds no room");
        rig.settle();
        assertThat(rig.state().detail()).contains("No space left on device");
        assertThat(rig.read()).isEqualTo(rig.recorded());
        rig.disk.recover();
        rig.pass(Duration.ofMinutes(1));
        rig.turn();
        rig.frame("ws", "after");
        rig.finish();
        assertThat(rig.read()).containsAll(rig.recorded()).hasSize(3);
    }

    @Test
    void leavesTheReserveFree() throws IOException {
        rig.frame("ws", "before");
        rig.settle();
        rig.disk.leave(FailingDisk.RESERVE - 1);
        rig.feed("ws").frame("lost");
        rig.settle();
        assertThat(rig.state().recording()).isFalse();
        assertThat(rig.state().detail()).contains("has 1023 MiB left").contains("TAPE_RESERVE_MB=1024");
        rig.disk.recover();
        rig.pass(Duration.ofMinutes(1));
        rig.turn();
        rig.frame("ws", "after");
        rig.finish();
        assertThat(rig.read()).containsAll(rig.recorded());
    }

    @Test
    void noticesThatItsDirectoryIsGone() throws IOException {
        rig.frame("ws", "before");
        rig.settle();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(rig.directory)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(rig.directory);
        rig.feed("ws").frame("lost");
        rig.settle();
        assertThat(rig.state().detail()).contains("is gone");
        rig.pass(Duration.ofMinutes(1));
        rig.turn();
        rig.feed("ws").frame("after");
        rig.finish();
        assertThat(rig.read()).hasSize(2);
    }

    @Test
    void waitsWhereNoDirectoryCanBeMade() throws IOException {
        Files.writeString(rig.directory, "a file");
        rig.turn();
        assertThat(rig.state().recording()).isFalse();
        rig.feed("ws").frame("lost");
        Files.delete(rig.directory);
        rig.pass(Duration.ofMinutes(1));
        rig.turn();
        rig.finish();
        assertThat(gaps(rig.read())).extracting(TapeEntry.Gap::frames).containsExactly(1L);
    }

    @Test
    void deletesWhatIsOlderThanItIsKept() throws IOException {
        rig.keep(Duration.ofHours(3), 1L << 30);
        for (int hour = 0; hour < 10; hour++) {
            rig.frame("ws", "hour " + hour);
            rig.settle();
            rig.pass(Duration.ofHours(1));
        }
        rig.finish();
        assertThat(rig.segments())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("20261123T01.tape", "20261123T02.tape", "20261123T03.tape", "20261123T04.tape");
        assertThat(rig.read()).as("verified from the oldest that is kept").hasSize(4);
    }

    @Test
    void staysWithinItsBudgetAlsoWithinAnHour() throws IOException {
        long budget = 400_000;
        rig.keep(Duration.ofDays(3), budget);
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] noise = new byte[6_000];
            random.nextBytes(noise);
            rig.feed("http").answer("GET / 200", noise);
            rig.settle();
            assertThat(size()).isLessThanOrEqualTo(budget + 10_000);
        }
        rig.finish();
        assertThat(rig.segments()).hasSizeBetween(5, 9);
        assertThat(rig.read()).hasSizeGreaterThan(40);
        assertThat(rig.segments().getLast().getFileName().toString()).startsWith("20261122T19-");
    }

    private long size() throws IOException {
        long size = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(rig.directory)) {
            for (Path file : files) {
                size += Files.size(file);
            }
        }
        return size;
    }

    private static List<TapeEntry.Gap> gaps(List<TapeEntry> entries) {
        return entries.stream()
                .filter(TapeEntry.Gap.class::isInstance)
                .map(TapeEntry.Gap.class::cast)
                .toList();
    }
}
