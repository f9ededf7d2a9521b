package io.slipstream.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.sim.SimConfig;
import io.slipstream.worker.tape.TapeCursor;
import io.slipstream.worker.tape.TapeEntry;
import io.slipstream.worker.tape.TapeReader;
import io.slipstream.worker.tape.TornTail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** The worker's tape through kill -9, a restart, and a disk that fails. */
class TapeIT {

    private static final Logger log = LoggerFactory.getLogger(TapeIT.class);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration MOST_LOST = Duration.ofSeconds(1);

    private static final String FILLS = "SELECT count(*) FROM leader_fill";
    private static final Pattern HASH = Pattern.compile("0x[0-9a-f]{64}");

    private final JsonMapper json = new JsonMapper();

    @TempDir
    private Path directory = Path.of("");

    /** What was read of a tape. */
    private record Reading(List<TapeEntry> entries, List<TornTail> tornTails) {

        List<TapeEntry.Frame> frames() {
            return entries.stream()
                    .filter(TapeEntry.Frame.class::isInstance)
                    .map(TapeEntry.Frame.class::cast)
                    .toList();
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void losesAtMostTheLastSecondWhenTheWorkerIsKilled() throws Exception {
        Path tape = directory.resolve("tape");
        long seed = 20_261_125;
        Random random = new Random(seed);
        log.info("seed {}", seed);
        try (Rig rig = new Rig(SimConfig.defaults().withSpeed(5))) {
            Map<String, String> environment = rig.environment();
            environment.put("TAPE_DIR", tape.toString());
            int frames = 0;
            for (int life = 1; life <= 3; life++) {
                Process worker = rig.workerProcess(environment);
                int least = frames + 2_000;
                await().atMost(LONG)
                        .until(() ->
                                Files.isDirectory(tape) && read(tape).frames().size() > least);
                // the kill has nothing to do with the moment in which a block is written
                long fills = rig.ledger().count(FILLS) + random.nextInt(20);
                await().atMost(LONG)
                        .pollInterval(Duration.ofMillis(1 + random.nextInt(100)))
                        .until(() -> rig.ledger().count(FILLS) > fills);
                Instant killed = Instant.now();
                worker.destroyForcibly().waitFor();
                Reading reading = read(tape);
                TapeEntry.Frame last = reading.frames().getLast();
                Instant recorded = Instant.ofEpochSecond(0, last.wallNanos());
                log.info(
                        "life {}: {} frames, the last {} ms before the kill, {} torn tails",
                        life,
                        reading.frames().size(),
                        Duration.between(recorded, killed).toMillis(),
                        reading.tornTails().size());
                assertThat(recorded).isAfter(killed.minus(MOST_LOST));
                assertEveryFillIsThere(rig, reading.frames(), killed.minus(MOST_LOST));
                assertThat(reading.entries()).hasSameSizeAs(reading.frames());
                assertThat(TapeReader.open(tape).segments())
                        .as("an hour may end meanwhile")
                        .hasSizeBetween(life, life + 1);
                frames = reading.frames().size();
            }
            assertEveryFeedIsThere(read(tape).frames());
        }
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void tradesOnWithoutATapeAndEndsItInOrder() throws Exception {
        Path tape = directory.resolve("tape");
        Files.writeString(tape, "no directory yet");
        try (Rig rig = new Rig(SimConfig.defaults().withSpeed(5))) {
            Map<String, String> environment = rig.environment();
            environment.put("TAPE_DIR", tape.resolve("below").toString());
            try (ConfigurableApplicationContext worker = rig.worker(environment)) {
                await().atMost(LONG).until(() -> rig.ledger().count("SELECT count(*) FROM execution_fill") > 0);
                assertThat(meter(worker, "slipstream.tape.stopped")).isEqualTo(1);
                assertThat(meter(worker, "slipstream.tape.dropped")).isPositive();
                await().atMost(LONG)
                        .until(() -> rig.ledger()
                                        .count("SELECT count(*) FROM feed_health"
                                                + " WHERE feed = 'tape' AND state = 'DEGRADED'")
                                == 1);
            }
            environment.put("TAPE_DIR", directory.resolve("good").toString());
            double written;
            try (ConfigurableApplicationContext worker = rig.worker(environment)) {
                await().atMost(LONG).until(() -> meter(worker, "slipstream.tape.frames") > 1_000);
                written = meter(worker, "slipstream.tape.frames");
                assertThat(meter(worker, "slipstream.tape.stopped")).isZero();
            }
            Reading reading = read(directory.resolve("good"));
            assertThat(reading.tornTails()).isEmpty();
            assertThat(reading.frames().size()).isGreaterThanOrEqualTo((int) written);
            assertThat(TapeReader.open(directory.resolve("good")).segments()).allMatch(TapeReader.Segment::ended);
        }
    }

    /** Whatever the worker told the database up to then came over a frame that is on the tape. */
    private static void assertEveryFillIsThere(Rig rig, List<TapeEntry.Frame> frames, Instant detectedBefore) {
        Set<String> onTape = frames.stream()
                .flatMap(frame -> HASH.matcher(frame.text()).results())
                .map(MatchResult::group)
                .collect(Collectors.toSet());
        List<String> stored = rig.ledger()
                .jdbc()
                .queryForList(
                        "SELECT tx_hash FROM leader_fill WHERE detected_at < ?",
                        String.class,
                        Timestamp.from(detectedBefore));
        assertThat(stored).isNotEmpty().allMatch(onTape::contains);
    }

    private void assertEveryFeedIsThere(List<TapeEntry.Frame> frames) {
        Set<String> feeds = frames.stream().map(TapeEntry.Frame::feed).collect(Collectors.toSet());
        assertThat(feeds)
                .anyMatch(feed -> feed.startsWith("market socket"))
                .anyMatch(feed -> feed.startsWith("polygon ws"))
                .anyMatch(feed -> feed.startsWith("polygon http"))
                .anyMatch(feed -> feed.startsWith("clob"))
                .anyMatch(feed -> feed.startsWith("gamma"));
        for (TapeEntry.Frame frame : frames) {
            if (!frame.text().equals("PONG")) {
                assertThat(json.readTree(frame.text()).isContainer())
                        .as("%s: %s", frame.feed(), frame.text())
                        .isTrue();
            }
            assertThat(frame.about().isEmpty()).isEqualTo(pushed(frame.feed()));
        }
    }

    private static boolean pushed(String feed) {
        return feed.startsWith("market ") || feed.startsWith("polygon ws");
    }

    private static double meter(ConfigurableApplicationContext worker, String name) {
        return worker.getBean(MeterRegistry.class)
                .get(name)
                .meter()
                .measure()
                .iterator()
                .next()
                .getValue();
    }

    /** Everything on a tape; it is held against the chain on the way. */
    private static Reading read(Path tape) throws IOException {
        List<TapeEntry> entries = new ArrayList<>();
        try (TapeCursor cursor = TapeReader.open(tape).stream()) {
            for (TapeEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
                entries.add(entry);
            }
            return new Reading(entries, cursor.tornTails());
        }
    }
}
