package io.slipstream.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.launcher.process.StopSignal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SlipstreamTest {

    @TempDir
    Path repository;

    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return new Slipstream(new Console(
                        Map.copyOf(environment),
                        repository,
                        new ExecutableJars(repository),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Clock.systemUTC(),
                        new StopSignal()))
                .run(arguments);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void explainsItself() {
        for (List<String> arguments : List.of(List.<String>of(), List.of("help"), List.of("--help"), List.of("-h"))) {
            out.reset();
            assertThat(run(arguments.toArray(String[]::new))).isZero();
            assertThat(said()).contains("./slipstream demo", "./slipstream paper", "./slipstream sim", "Exit codes");
        }
    }

    @Test
    void saysItsVersion() {
        assertThat(run("--version")).isZero();
        assertThat(said()).startsWith("slipstream ");
    }

    @Test
    void refusesAnUnknownCommandAndShowsTheOnesThereAre() {
        assertThat(run("fly")).isEqualTo(64);
        assertThat(complained()).contains("'fly'", "./slipstream demo");
    }

    @Test
    void listsTheOptionsOfACommand() {
        assertThat(run("demo", "--help")).isZero();
        assertThat(said()).contains("--for=TIME", "--seed=N", "--speed=X", "--port-base=N", "--fresh");
    }

    @Test
    void refusesAnUnknownOption() {
        assertThat(run("demo", "--fast")).isEqualTo(64);
        assertThat(complained()).contains("--fast", "./slipstream demo --help");
    }

    @Test
    void refusesATimeThatIsNone() {
        assertThat(run("demo", "--for", "soon")).isEqualTo(64);
        assertThat(complained()).contains("'soon' is not a time", "1h30m");
    }

    @Test
    void refusesJsonWithoutAnEnd() {
        assertThat(run("demo", "--json")).isEqualTo(64);
        assertThat(complained()).contains("--for 90s");
    }

    @Test
    void refusesASpeedThatIsNone() {
        assertThat(run("demo", "--speed", "0")).isEqualTo(64);
        assertThat(complained()).contains("--speed");
        assertThat(run("demo", "--speed", "NaN")).isEqualTo(64);
    }

    @Test
    void refusesAPortThatIsInUseBeforeItStartsAnything() throws IOException {
        try (ServerSocket busy = new ServerSocket(0)) {
            assertThat(run("demo", "--dashboard-port", Integer.toString(busy.getLocalPort())))
                    .isEqualTo(64);
            assertThat(complained()).contains("port " + busy.getLocalPort(), "dashboard", "in use");
            assertThat(repository.resolve("var").resolve("postgres")).doesNotExist();
        }
    }

    @Test
    void saysWhatPaperTradingNeeds() {
        environment.put("POLYGON_HTTP_URL", "https://node.example");
        assertThat(run("paper")).isEqualTo(64);
        assertThat(complained())
                .contains("export POLYGON_WS_URL=", "export LEADERS=", "./slipstream demo")
                .doesNotContain("export POLYGON_HTTP_URL=");
    }

    @Test
    void saysHowToBuildWhatIsNotBuilt() {
        assertThat(run("sim")).isEqualTo(2);
        assertThat(complained()).contains("polymarket-sim-exec.jar is not built", "./slipstream");
    }
}
