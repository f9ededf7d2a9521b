package io.slipstream.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The check of the build that no test is skipped but those on the list. */
@Timeout(60)
class SkippedTestsTest {

    private static final Path CI =
            Path.of(System.getProperty("slipstream.root")).resolve(".ci");
    private static final String SKIPPED = "<skipped message=\"no engine\"/>";

    @TempDir
    Path module;

    private record Result(int code, String output) {}

    @BeforeEach
    void reports() throws IOException {
        Files.createDirectories(module.resolve("target/surefire-reports"));
        Files.createDirectories(module.resolve("target/failsafe-reports"));
    }

    @Test
    void passesWhatIsNotSkippedAndAListedTestThatRuns() throws Exception {
        report("surefire", "a.OneTest", "", "");
        assertThat(check("a.OneTest 1 true")).isEqualTo(new Result(0, ""));
    }

    @Test
    void passesAListedSkipWhereItsCommandFails() throws Exception {
        report("surefire", "a.OneTest", SKIPPED, "");
        report("failsafe", "a.OneIT", SKIPPED, SKIPPED);
        Result result = check("# a word\n\na.One* 3 test -e nowhere\n    why\n");
        assertThat(result.code()).as(result.output()).isZero();
        assertThat(result.output()).contains("a.One*: 3, as the list allows");
    }

    @Test
    void failsOnASkipThatIsNotListed() throws Exception {
        report("failsafe", "a.OneIT", SKIPPED, "");
        Result result = check("a.OneTest 1 false\naXOneIT 1 false");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output()).contains("a.OneIT: the list has no line for it", "first: no engine");
    }

    @Test
    void failsOnMoreSkipsThanAreListed() throws Exception {
        report("surefire", "a.OneTest", SKIPPED, SKIPPED);
        Result result = check("a.OneTest 1 false");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output()).contains("a.OneTest: 2 where the list allows 1");
    }

    @Test
    void failsOnAListedSkipWhereItsCommandSucceeds() throws Exception {
        report("surefire", "a.OneTest", SKIPPED, "");
        Result result = check("a.OneTest 1 test -d target");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output()).contains("this succeeds here, so they must run: test -d target");
    }

    @Test
    void failsOnAListThatItCannotRead() throws Exception {
        assertThat(check("a.OneTest").code()).isEqualTo(2);
        assertThat(check("a.OneTest many false").code()).isEqualTo(2);
    }

    /** A build without reports, which skipped nothing. */
    @Test
    void readsTheListOfThisRepository() throws Exception {
        assertThat(check(Files.readString(CI.resolve("skips.txt")))).isEqualTo(new Result(0, ""));
    }

    private void report(String plugin, String name, String first, String second) throws IOException {
        Files.writeString(module.resolve("target/" + plugin + "-reports/TEST-" + name + ".xml"), """
                <testsuite name="%s"><testcase name="first" classname="x">%s</testcase>\
                <testcase name="second" classname="x">%s</testcase></testsuite>""".formatted(
                        name, first, second));
    }

    private Result check(String list) throws Exception {
        Path output = module.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        CI.resolve("SkippedTests.java").toString(),
                        Files.writeString(module.resolve("skips.txt"), list).toString(),
                        module.toString(),
                        module.resolve("target").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), Files.readString(output));
    }
}
