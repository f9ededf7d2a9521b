package io.slipstream.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class DashboardPasswordTest {

    @TempDir
    Path directory;

    @Test
    void makesOneOnceAndKeepsItWhereOnlyTheOwnerReads() throws IOException {
        Path file = directory.resolve("var").resolve("dashboard-password");
        DashboardPassword first = DashboardPassword.of(Map.of(), file, RandomGenerator.getDefault());
        DashboardPassword second = DashboardPassword.of(Map.of(), file, RandomGenerator.getDefault());

        assertThat(first.value()).hasSize(20).isEqualTo(second.value());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void closesAFileThatOthersCouldRead() throws IOException {
        Path file = Files.writeString(directory.resolve("password"), "kept\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(DashboardPassword.of(Map.of(), file, RandomGenerator.getDefault())
                        .value())
                .isEqualTo("kept");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void replacesAnEmptyFile() throws IOException {
        Path file = Files.createFile(directory.resolve("password"));
        assertThat(DashboardPassword.of(Map.of(), file, RandomGenerator.getDefault())
                        .value())
                .hasSize(20);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void prefersTheEnvironmentAndWritesNothing() throws IOException {
        Path file = directory.resolve("password");
        DashboardPassword password =
                DashboardPassword.of(Map.of("DASHBOARD_PASSWORD", "mine"), file, RandomGenerator.getDefault());
        assertThat(password.value()).isEqualTo("mine");
        assertThat(file).doesNotExist();
    }
}
