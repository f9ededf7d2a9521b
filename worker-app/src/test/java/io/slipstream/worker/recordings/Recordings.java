package io.slipstream.worker.recordings;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Real recordings of the venue, where the checkout has them beside it; tests say that they were skipped where not. */
public final class Recordings {

    private Recordings() {}

    /** The text of a recording, unpacked if it is compressed; skips the calling test if it is not there. */
    public static String text(String name) throws IOException {
        Path file = Path.of(System.getProperty("slipstream.root", ".."), "..", "shared", "data", name);
        assumeTrue(Files.isReadable(file), () -> "skipped: the recording " + name + " is not beside this checkout");
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
