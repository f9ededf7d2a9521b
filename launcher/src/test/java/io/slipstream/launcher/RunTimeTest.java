package io.slipstream.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class RunTimeTest {

    @ParameterizedTest
    @CsvSource({"90s, 90", "2m, 120", "1h30m, 5400", "1h, 3600", "1m5s, 65", "1h0m1s, 3601", "0m7s, 7"})
    void readsWhatPeopleWrite(String text, long seconds) {
        assertThat(new RunTime().convert(text)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "90", "s", "1.5h", "30m1h", "-5s", "0s", "forever", "9999999999s", "1d", "5 s"})
    void refusesEverythingElseAndShowsTheForm(String text) {
        assertThatThrownBy(() -> new RunTime().convert(text)).hasMessageContaining("90s, 2m or 1h30m");
    }
}
