package io.slipstream.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The scripts at the top of the repository, run as a user runs them. */
@Timeout(60)
class ScriptTest {

    private static final Path ROOT = Path.of(System.getProperty("slipstream.root"));

    @TempDir
    Path elsewhere;

    private record Result(int code, String output) {}

    private Result run(Map<String, String> environment, Path script, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        Path output = elsewhere.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(elsewhere.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Result(process.waitFor(), Files.readString(output, StandardCharsets.UTF_8));
    }

    private Path script(String name, String text) throws IOException {
        Path script = Files.writeString(elsewhere.resolve(name), "#!/bin/sh\n" + text + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    @Test
    void helpsFromAnyDirectoryAndThroughLinks() throws Exception {
        Path first = Files.createSymbolicLink(elsewhere.resolve("first"), ROOT.resolve("slipstream"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("second"), first.getFileName());
        Result result = run(Map.of(), link, "help");
        assertThat(result.code()).isZero();
        assertThat(result.output())
                .isEqualTo(
                        Files.readString(ROOT.resolve("launcher/src/main/resources/io/slipstream/launcher/usage.txt")));
    }

    @Test
    void saysItsVersionWithoutBuilding() throws Exception {
        Result result = run(Map.of(), ROOT.resolve("slipstream"), "--version");
        assertThat(result.code()).isZero();
        assertThat(result.output()).matches("slipstream \\d+\\.\\d+\\.\\d+\\S*\n");
    }

    @Test
    void refusesAnUnknownCommandWithoutBuilding() throws Exception {
        Result result = run(Map.of(), ROOT.resolve("slipstream"), "fly");
        assertThat(result.code()).isEqualTo(64);
        assertThat(result.output()).contains("no command 'fly'", "./slipstream demo");
    }

    @Test
    void usesTheInstalledMavenWhenItIsNewEnough() throws Exception {
        script("mvn", "echo \"Apache Maven 3.10.0 ($*)\"");
        Result result = run(Map.of("PATH", elsewhere + ":" + System.getenv("PATH")), ROOT.resolve("mvnw"), "verify");
        assertThat(result).isEqualTo(new Result(0, "Apache Maven 3.10.0 (verify)\n"));
    }

    @Test
    void fetchesMavenWhenTheInstalledOneIsTooOldAndChecksWhatItGot() throws Exception {
        script("mvn", "echo 'Apache Maven 3.8.5'");
        script("curl", "while [ \"$1\" != -o ]; do shift; done; echo tampered >\"$2\"");
        Result result = run(
                Map.of("PATH", elsewhere + ":" + System.getenv("PATH"), "MAVEN_USER_HOME", elsewhere.toString()),
                ROOT.resolve("mvnw"),
                "verify");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output()).contains("3.8.5", "older than 3.8.6", "SHA-512", "nothing was installed");
        assertThat(elsewhere.resolve("wrapper").resolve("dists")).isEmptyDirectory();
    }
}
