package io.slipstream.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChildProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private final StopSignal stop = new StopSignal();

    @AfterEach
    void killWhatIsLeft() {
        PidFile.runningProcess(pidFile()).ifPresent(ProcessHandle::destroyForcibly);
    }

    private Path pidFile() {
        return directory.resolve("run").resolve("child.pid");
    }

    private ChildProcess start(String script) {
        return ChildProcess.start(new ChildProcess.Program(
                "child",
                List.of("bash", "-c", script),
                Map.of("GREETING", "hello"),
                directory.resolve("log").resolve("child.log"),
                pidFile()));
    }

    private void awaitLine(ChildProcess child, String line) {
        await().atMost(PATIENCE).until(() -> LogFile.tail(child.log(), 10).contains(line));
    }

    @Test
    void writesItsOutputIntoALogAndKeepsTheLastOne() throws IOException {
        ChildProcess first = start("echo first $GREETING; echo to stderr >&2");
        await().atMost(PATIENCE).until(() -> !first.isAlive());
        ChildProcess second = start("echo second");
        await().atMost(PATIENCE).until(() -> !second.isAlive());

        assertThat(Files.readString(second.log())).isEqualTo("second\n");
        assertThat(Files.readString(directory.resolve("log").resolve("child.log.1")))
                .isEqualTo("first hello\nto stderr\n");
    }

    @Test
    void stopsWhenAsked() {
        ChildProcess child = start("trap 'echo bye; exit 0' TERM; echo up; while :; do read -rt 0.1 <> <(:); done");
        awaitLine(child, "up");
        assertThat(child.stop(PATIENCE, stop)).isEqualTo(Part.Ending.STOPPED);
        assertThat(child.exitCode()).isZero();
        assertThat(LogFile.tail(child.log(), 1)).containsExactly("bye");
        assertThat(pidFile()).doesNotExist();
    }

    @Test
    void isKilledWhenItDoesNotStop() {
        ChildProcess child = start("trap '' TERM; echo up; while :; do read -rt 0.1 <> <(:); done");
        awaitLine(child, "up");
        assertThat(child.stop(Duration.ofMillis(300), stop)).isEqualTo(Part.Ending.KILLED);
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void isKilledAtOnceWhenTheUserHurries() throws Exception {
        ChildProcess child = start("trap '' TERM; echo up; while :; do read -rt 0.1 <> <(:); done");
        awaitLine(child, "up");
        stop.request();
        CompletableFuture<Part.Ending> ending =
                CompletableFuture.supplyAsync(() -> child.stop(Duration.ofMinutes(10), stop));
        stop.request();
        assertThat(ending.get(30, TimeUnit.SECONDS)).isEqualTo(Part.Ending.KILLED);
    }

    @Test
    void saysThatItHadGoneAlready() {
        ChildProcess child = start("exit 3");
        await().atMost(PATIENCE).until(() -> !child.isAlive());
        assertThat(child.stop(PATIENCE, stop)).isEqualTo(Part.Ending.GONE);
        assertThat(child.exitCode()).isEqualTo(3);
    }

    @Test
    void isStoppedByTheNextLauncherWhenThisOneWasKilled() {
        ChildProcess child = start("echo up; exec tail -f /dev/null");
        awaitLine(child, "up");
        assertThat(ChildProcess.stopLeftOver(pidFile(), PATIENCE, stop)).isEqualTo(Optional.of(child.pid()));
        await().atMost(PATIENCE).until(() -> !child.isAlive());
        assertThat(ChildProcess.stopLeftOver(pidFile(), PATIENCE, stop)).isEmpty();
    }

    @Test
    void leavesAStrangerAloneThatHasTheSameProcessId() throws IOException {
        Files.createDirectories(directory.resolve("run"));
        Files.writeString(pidFile(), ProcessHandle.current().pid() + "\n2001-01-01T00:00:00Z\n");
        assertThat(ChildProcess.stopLeftOver(pidFile(), PATIENCE, stop)).isEmpty();
    }

    @Test
    void doesNotSitInTheTerminalsProcessGroup() throws IOException {
        ChildProcess child = start("ps -o pgid= -p $$ | tr -d ' '");
        await().atMost(PATIENCE).until(() -> !child.isAlive());
        assertThat(Files.readString(child.log()).trim()).isEqualTo(Long.toString(child.pid()));
    }

    @Test
    void showsTheEndOfItsLogWhenItDiesWhileItStarts() {
        ChildProcess child = start("echo the port is taken; exit 7");
        assertThatThrownBy(() -> Readiness.await(child, Optional::empty, PATIENCE, stop))
                .hasMessageContaining("the child ended while it started with exit code 7")
                .hasMessageContaining("the port is taken");
    }

    @Test
    void givesUpOnAChildThatNeverAnswers() {
        ChildProcess child = start("exec tail -f /dev/null");
        assertThatThrownBy(() -> Readiness.await(child, Optional::empty, Duration.ofMillis(300), stop))
                .hasMessageContaining("did not answer within");
        child.stop(PATIENCE, stop);
    }

    @Test
    void stopsWaitingWhenTheUserStops() {
        ChildProcess child = start("exec tail -f /dev/null");
        stop.request();
        assertThat(Readiness.await(child, Optional::empty, PATIENCE, stop)).isEmpty();
        child.stop(PATIENCE, stop);
    }
}
