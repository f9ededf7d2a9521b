package io.slipstream.worker.e2e;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Foundry's node from the npm registry, in the version of the lock file, below {@code target}. */
final class AnvilPackage {

    private static final Path DECLARED = Path.of("src", "test", "resources", "anvil");
    private static final Path WORK = Path.of("target", "anvil");
    private static final Path PROGRAM = WORK.resolve(Path.of("node_modules", "@foundry-rs", "anvil-linux-amd64"))
            .resolve(Path.of("bin", "anvil"));

    private final String said;

    private AnvilPackage(String said) {
        this.said = said;
    }

    /** Installs it, or finds out why not. */
    static AnvilPackage install() throws IOException {
        Files.createDirectories(WORK);
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.copy(DECLARED.resolve(file), WORK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        return new AnvilPackage(run("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"));
    }

    /** Where the program is; the test that asks is skipped and says so where npm or the package is missing. */
    Path program() {
        assumeThat(PROGRAM)
                .as("the node's program is not here: skipped. %s", said)
                .isExecutable();
        return PROGRAM.toAbsolutePath();
    }

    private static String run(String... command) throws IOException {
        Path output = WORK.resolve("npm.log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(WORK.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return "npm did not come to an end";
            }
        } catch (IOException e) {
            return "npm could not be run: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
        return Files.readString(output);
    }
}
