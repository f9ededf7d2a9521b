package io.slipstream.launcher;

import io.slipstream.launcher.process.LaunchFailure;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** What the simulated market was made with. Another seed or speed is another market, and the database knows only one. */
record Settings(long seed, double speed) {

    /** Keeps these settings beside the data, or refuses them when the data was made with others. */
    void keep(Path file) throws IOException {
        if (Files.exists(file)) {
            Settings made = read(file);
            if (!made.equals(this)) {
                throw LaunchFailure.usage(
                        "the data of the last demo was made with %s: start with these again, or begin again with --fresh"
                                .formatted(made.asOptions()));
            }
            return;
        }
        Properties properties = new Properties();
        properties.setProperty("seed", Long.toString(seed));
        properties.setProperty("speed", Double.toString(speed));
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }

    /** As they stand on a command line. */
    String asOptions() {
        return "--seed " + seed + " --speed " + speedText();
    }

    /** The speed factor without a needless fraction. */
    String speedText() {
        return speed == Math.rint(speed) ? Long.toString((long) speed) : Double.toString(speed);
    }

    private static Settings read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return new Settings(
                Long.parseLong(properties.getProperty("seed", "42")),
                Double.parseDouble(properties.getProperty("speed", "1")));
    }
}
