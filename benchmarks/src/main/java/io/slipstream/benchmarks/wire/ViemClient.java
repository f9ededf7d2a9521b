package io.slipstream.benchmarks.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/** viem as npm delivers it, installed where build products go. */
public final class ViemClient {

    private ViemClient() {}

    /** Installs it with one of the scripts beside this class, and answers where that is. */
    public static Path install(Path directory, String script) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        for (String file : List.of("package.json", "package-lock.json", script)) {
            try (InputStream in = Objects.requireNonNull(ViemClient.class.getResourceAsStream(file))) {
                Files.copy(in, directory.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Process npm = new ProcessBuilder("npm", "ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts")
                .directory(directory.toFile())
                .inheritIO()
                .start();
        if (npm.waitFor() != 0) {
            throw new IllegalStateException("npm could not install viem");
        }
        return directory.resolve(script);
    }
}
