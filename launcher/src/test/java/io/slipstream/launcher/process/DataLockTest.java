package io.slipstream.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DataLockTest {

    @TempDir
    Path directory;

    /** Holds the lock of a directory until it is killed: another launcher, as far as the lock is concerned. */
    static final class Holder {

        public static void main(String[] arguments) throws Exception {
            try (DataLock _ = DataLock.take(Path.of(arguments[0]))) {
                Files.createFile(Path.of(arguments[0], "held"));
                System.in.read();
            }
        }
    }

    @Test
    void keepsASecondOneAwayUntilTheFirstIsDone() throws IOException {
        DataLock first = DataLock.take(directory);
        assertThatThrownBy(() -> DataLock.take(directory))
                .hasMessageContaining("another Slipstream")
                .hasMessageContaining(directory.toString());
        first.close();
        assertThatCode(() -> DataLock.take(directory).close()).doesNotThrowAnyException();
    }

    @Test
    void namesTheProcessThatHoldsItAndOutlivesItsDeath() throws Exception {
        Process holder = new ProcessBuilder(TestJvm.command(Holder.class, List.of(directory.toString())))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            TestJvm.awaitFile(directory.resolve("held"));
            assertThatThrownBy(() -> DataLock.take(directory))
                    .hasMessageContaining("(process " + holder.pid() + ")")
                    .hasMessageContaining("--data");
        } finally {
            holder.destroyForcibly();
            assertThat(holder.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThatCode(() -> DataLock.take(directory).close()).doesNotThrowAnyException();
    }
}
