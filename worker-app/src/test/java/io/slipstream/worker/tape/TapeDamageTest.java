package io.slipstream.worker.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Crashes cost the block that was being written; what was written before cannot change unnoticed. */
@Timeout(120)
class TapeDamageTest {

    private static final int BLOCKS = 6;
    private static final int FRAMES = 20;

    @TempDir
    private Path directory = Path.of("");

    private TapeRig rig = new TapeRig(directory);
    /** The segment's length before each block, and after the last. */
    private final List<Long> boundaries = new ArrayList<>();

    @BeforeEach
    void begin() {
        rig = new TapeRig(directory.resolve("tape"));
    }

    @Test
    void givesTheWholeBlocksOfASegmentCutAnywhere() throws IOException {
        Path segment = recordBlocks();
        rig.crash();
        byte[] whole = Files.readAllBytes(segment);
        long seed = 20_261_123;
        Random random = new Random(seed);
        List<Integer> cuts = new ArrayList<>();
        for (long at = boundaries.get(BLOCKS - 1); at <= whole.length; at++) {
            cuts.add((int) at); // every byte of the last block
        }
        for (int i = 0; i < 300; i++) {
            cuts.add(random.nextInt(whole.length));
        }
        for (int cut : cuts) {
            Files.write(segment, Arrays.copyOf(whole, cut));
            TapeRig.Reading reading = rig.read(Long.MIN_VALUE, Long.MAX_VALUE);
            int blocks = (int) boundaries.stream().filter(end -> end <= cut).count() - 1;
            assertThat(reading.entries())
                    .as("seed %d, cut at %d", seed, cut)
                    .isEqualTo(rig.recorded().subList(0, Math.max(0, blocks) * FRAMES));
            long torn = blocks < 0 ? cut : cut - boundaries.get(blocks);
            assertThat(reading.tornTails().stream().mapToLong(TornTail::bytes).sum())
                    .isEqualTo(torn);
        }
    }

    @Test
    void goesOnAfterATailThatACrashCutAnywhere() throws IOException {
        Path segment = recordBlocks();
        rig.crash();
        byte[] whole = Files.readAllBytes(segment);
        for (int cut = 0; cut <= whole.length; cut += 1 + whole.length / 97) {
            TapeRig next = new TapeRig(directory.resolve("cut" + cut));
            Files.createDirectories(next.directory);
            Files.write(next.directory.resolve(String.valueOf(segment.getFileName())), Arrays.copyOf(whole, cut));
            next.frame("ws", "after the crash");
            next.finish();
            int at = cut;
            int blocks = (int) boundaries.stream().filter(end -> end <= at).count() - 1;
            List<TapeEntry> expected = new ArrayList<>(rig.recorded().subList(0, Math.max(0, blocks) * FRAMES));
            expected.addAll(next.recorded());
            assertThat(next.read()).as("cut at %d", cut).isEqualTo(expected);
        }
    }

    /** A loss of power may leave a block of the right length with other contents. */
    @Test
    void goesOnAfterALastBlockThatNeverReachedTheDisk() throws IOException {
        Path segment = recordBlocks();
        rig.crash();
        byte[] bytes = Files.readAllBytes(segment);
        Arrays.fill(bytes, Math.toIntExact(boundaries.get(BLOCKS - 1)) + 100, bytes.length, (byte) 0);
        Files.write(segment, bytes);
        List<TapeEntry> expected = new ArrayList<>(rig.recorded().subList(0, (BLOCKS - 1) * FRAMES));
        TapeRig.Reading crashed = rig.read(Long.MIN_VALUE, Long.MAX_VALUE);
        assertThat(crashed.entries()).isEqualTo(expected);
        assertThat(crashed.tornTails()).hasSize(1);
        rig.restart();
        rig.frame("ws", "after the power came back");
        rig.finish();
        expected.add(rig.recorded().getLast());
        assertThat(rig.read()).isEqualTo(expected);
    }

    @Test
    void noticesABitThatFlipsAnywhere() throws IOException {
        Path first = recordBlocks();
        rig.finish();
        rig.restart();
        rig.frame("ws", "in the next segment");
        rig.finish();
        List<TapeEntry> all = rig.recorded();
        Path last = rig.segments().getLast();
        long seed = 20_261_124;
        Random random = new Random(seed);
        for (Path segment : List.of(first, last)) {
            byte[] whole = Files.readAllBytes(segment);
            for (int i = 0; i < whole.length; i += 1 + random.nextInt(3)) {
                byte[] flipped = whole.clone();
                flipped[i] ^= (byte) (1 << random.nextInt(8));
                Files.write(segment, flipped);
                assertNoticed(all, "seed %d, %s, byte %d".formatted(seed, segment.getFileName(), i));
            }
            Files.write(segment, whole);
        }
        assertThat(rig.read()).isEqualTo(all);
    }

    @Test
    void namesTheFileAndTheOffsetOfTheDamage() throws IOException {
        Path segment = recordBlocks();
        rig.finish();
        byte[] bytes = Files.readAllBytes(segment);
        int block = Math.toIntExact(boundaries.get(2));
        bytes[block + BlockHeader.LENGTH + 5] ^= 1;
        Files.write(segment, bytes);
        assertThatThrownBy(rig::read)
                .isInstanceOfSatisfying(TapeDamagedException.class, damage -> {
                    assertThat(damage.file()).isEqualTo("20261122T19.tape");
                    assertThat(damage.offset()).isEqualTo(block);
                })
                .hasMessageContaining("20261122T19.tape, byte " + block);
    }

    @Test
    void noticesASegmentThatIsMissingBetween() throws IOException {
        for (int life = 0; life < 3; life++) {
            rig.frame("ws", "life " + life);
            rig.finish();
            rig.restart();
        }
        List<Path> segments = rig.segments();
        byte[] second = Files.readAllBytes(segments.get(1));
        Files.delete(segments.get(1));
        assertThatThrownBy(rig::read).isInstanceOf(TapeDamagedException.class).hasMessageContaining("19-3.tape");
        Files.write(segments.get(1), second);
        Files.delete(segments.getFirst());
        assertThat(rig.read()).as("the oldest may be deleted").hasSize(2);
    }

    private void assertNoticed(List<TapeEntry> all, String what) {
        try {
            TapeRig.Reading reading = rig.read(Long.MIN_VALUE, Long.MAX_VALUE);
            assertThat(reading.tornTails()).as(what).isNotEmpty();
            assertThat(all.subList(0, reading.entries().size())).as(what).isEqualTo(reading.entries());
        } catch (TapeDamagedException e) {
            assertThat(e.file()).as(what).endsWith(".tape");
        } catch (IOException e) {
            throw new AssertionError(what, e);
        }
    }

    private Path recordBlocks() throws IOException {
        rig.turn();
        Path segment = rig.segments().getFirst();
        for (int block = 0; block < BLOCKS; block++) {
            boundaries.add(Files.size(segment));
            for (int i = 0; i < FRAMES; i++) {
                rig.frame("ws " + i % 2, "{\"block\":%d,\"i\":%d}".formatted(block, i));
            }
            rig.settle();
        }
        boundaries.add(Files.size(segment));
        rig.pass(Duration.ofSeconds(1));
        return segment;
    }
}
