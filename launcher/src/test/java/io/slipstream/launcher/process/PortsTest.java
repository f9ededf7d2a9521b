package io.slipstream.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PortsTest {

    @Test
    void takesTheNextFreePortAndSaysSo() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports.Choice choice = new Ports().from("dashboard", busy.getLocalPort(), "--dashboard-port");
            assertThat(choice.moved()).isTrue();
            assertThat(choice.port()).isGreaterThan(busy.getLocalPort());
        }
    }

    @Test
    void givesNoPortTwice() throws IOException {
        int free = freePort();
        Ports ports = new Ports();
        int first = ports.from("worker", free, "--worker-port").port();
        int second = ports.from("sim", free, "--sim-port").port();
        assertThat(second).isNotEqualTo(first);
        assertThatThrownBy(() -> ports.exactly("dashboard", first, "--dashboard-port"))
                .isInstanceOf(LaunchFailure.class);
    }

    @Test
    void refusesABusyPortThatTheUserNamed() throws IOException {
        try (ServerSocket busy = new ServerSocket(0)) {
            assertThatThrownBy(() -> new Ports().exactly("sim", busy.getLocalPort(), "--sim-port"))
                    .hasMessageContaining("port " + busy.getLocalPort() + " for the sim is in use")
                    .hasMessageContaining("--sim-port");
        }
    }

    @Test
    void refusesWhatIsNoPort() {
        assertThatThrownBy(() -> new Ports().exactly("sim", 70_000, "--sim-port"))
                .hasMessageContaining("not a port");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
