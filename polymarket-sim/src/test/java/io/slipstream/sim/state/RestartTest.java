package io.slipstream.sim.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.sim.chain.Reorganisation;
import io.slipstream.sim.venue.Timeline;
import io.slipstream.sim.venue.Timeline.Segment;
import io.slipstream.sim.venue.Venue;
import io.slipstream.sim.venue.VenueParameters;
import io.slipstream.sim.venue.Venues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RestartTest {

    private static final VenueParameters PARAMETERS = new VenueParameters(5, 2, 1_750, 24);

    @TempDir
    Path directory;

    @Test
    void goesOnWithTheSameBlocksAfterSeveralStopsAndReorganisations() {
        List<String> first = run(Venues.BEGIN_MILLIS, 90, true);
        List<String> second = run(Venues.BEGIN_MILLIS + 3_600_000, 60, false);
        List<String> third = run(Venues.BEGIN_MILLIS + 90_000_000, 30, true);

        assertThat(second).hasSizeGreaterThan(first.size()).startsWith(first.toArray(String[]::new));
        assertThat(third.subList(0, second.size() - 2)).isEqualTo(second.subList(0, second.size() - 2));
        assertThat(third).doesNotHaveDuplicates();
    }

    @Test
    void dropsALineThatACrashCutOff() throws IOException {
        List<String> first = run(Venues.BEGIN_MILLIS, 60, false);
        Files.writeString(directory.resolve(StateJournal.FILE), "{\"block\":9000", StandardOpenOption.APPEND);

        List<String> second = run(Venues.BEGIN_MILLIS + 1_000_000, 10, false);

        assertThat(second).startsWith(first.toArray(String[]::new));
        assertThat(run(Venues.BEGIN_MILLIS + 2_000_000, 10, false)).startsWith(second.toArray(String[]::new));
    }

    @Test
    void keepsTheStoredParameters() {
        run(Venues.BEGIN_MILLIS, 5, false);
        try (StateJournal journal = StateJournal.open(directory, new VenueParameters(6, 1, 1_750, 24))) {
            assertThat(journal.parameters()).isEqualTo(PARAMETERS);
        }
    }

    @Test
    void saysWhatToDoWithAFileThatCannotBeContinued() throws IOException {
        run(Venues.BEGIN_MILLIS, 30, false);
        Path file = directory.resolve(StateJournal.FILE);
        String good = Files.readString(file);

        Files.writeString(file, good.replaceFirst("\"hash\":\"0x..", "\"hash\":\"0xzz"));
        assertRefused("comes out with another hash");
        Files.writeString(file, good.replaceFirst("\"format\":3", "\"format\":0"));
        assertRefused("format 0");
        Files.writeString(file, "not a journal\n");
        assertRefused("no entry");
        Files.writeString(file, good.substring(good.indexOf('\n') + 1));
        assertRefused("does not begin with a header");
    }

    @Test
    void letsOneSimulatorUseADirectoryAtATime() {
        try (StateJournal journal = StateJournal.open(directory, PARAMETERS)) {
            assertThat(journal.history()).hasSize(1);
            assertThatThrownBy(() -> StateJournal.open(directory, PARAMETERS))
                    .isInstanceOf(StateException.class)
                    .hasMessageContaining("another simulator uses");
        }
    }

    private void assertRefused(String part) {
        assertThatThrownBy(() -> run(Venues.BEGIN_MILLIS + 1_000_000, 1, false))
                .isInstanceOf(StateException.class)
                .hasMessageContaining(part)
                .hasMessageContaining("Delete the file to begin a new market");
    }

    /** Runs for simulated seconds and answers the hashes of all blocks; ends as a kill would, without a farewell. */
    private List<String> run(long wallMillis, int seconds, boolean reorganise) {
        try (StateJournal journal = StateJournal.open(directory, PARAMETERS)) {
            Venue venue = Continuation.resume(journal, wallMillis);
            venue.chain().addListener(Continuation.recorder(journal, venue));
            Venues.run(venue, seconds);
            if (reorganise) {
                Continuation.settleUnknown(journal, venue, 3, false);
                Continuation.driftFees(journal, venue, 150);
                Venues.run(venue, 5);
                venue.reorganise(new Reorganisation(2, true, 25, 10, 30));
                Venues.run(venue, 7);
            }
            List<String> hashes = new ArrayList<>();
            for (long number = venue.chain().oldestNumber();
                    number <= venue.chain().head().number();
                    number++) {
                hashes.add(venue.chain().block(number).orElseThrow().hash());
            }
            assertThat(venue.timeline().wallMillis(venue.nowMillis())).isGreaterThanOrEqualTo(wallMillis);
            return hashes;
        }
    }

    @Test
    void settlesOnTheSameUnknownExchangeAgainAndChargesTheSameFees() {
        run(Venues.BEGIN_MILLIS, 90, true);
        try (StateJournal journal = StateJournal.open(directory, PARAMETERS)) {
            Venue venue = Continuation.resume(journal, Venues.BEGIN_MILLIS + 3_600_000);
            assertThat(venue.drift().mined()).isNotEmpty();
            assertThat(venue.engine().feeDrift()).isEqualTo(150);
        }
    }

    @Test
    void neverGoesBackInTime() {
        Timeline timeline = new Timeline(1);
        timeline.begin(new Segment(0, 10_000));

        assertThat(timeline.begin(new Segment(100, 12_000)).wallMillis()).isEqualTo(15_000);
        assertThat(timeline.wallMillis(4_000)).isEqualTo(14_000);
        assertThat(timeline.wallMillis(6_000)).isEqualTo(16_000);
    }
}
