package io.slipstream.launcher;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class SettingsTest {

    @TempDir
    Path directory;

    @Test
    void goesOnWithTheSettingsThatTheDataWasMadeWith() throws IOException {
        Path file = directory.resolve("demo.properties");
        new Settings(42, 1).keep(file);
        assertThatCode(() -> new Settings(42, 1).keep(file)).doesNotThrowAnyException();
    }

    @Test
    void refusesAnotherMarketOnTheSameData() throws IOException {
        Path file = directory.resolve("demo.properties");
        new Settings(42, 2.5).keep(file);
        assertThatThrownBy(() -> new Settings(7, 2.5).keep(file))
                .hasMessageContaining("--seed 42 --speed 2.5")
                .hasMessageContaining("--fresh");
    }
}
