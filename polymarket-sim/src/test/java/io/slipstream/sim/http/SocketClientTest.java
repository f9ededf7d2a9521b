package io.slipstream.sim.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SocketClientTest {

    @Test
    void disconnectsAClientThatDoesNotReadInsteadOfWaitingForIt() {
        RecordingTransport transport = new RecordingTransport(true);
        SocketClient client = new SocketClient(transport);
        client.start("test");

        for (int i = 0; i < SocketClient.MOST_FRAMES + 10; i++) {
            client.send("frame " + i);
        }

        await().until(() -> transport.disconnects() == 1);
        assertThat(transport.frames()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void boundsTheCharactersToo() {
        RecordingTransport transport = new RecordingTransport(true);
        SocketClient client = new SocketClient(transport);
        String large = "x".repeat((int) (SocketClient.MOST_CHARACTERS / 8));
        client.start("test");

        for (int i = 0; i < 12; i++) {
            client.send(large);
        }

        await().until(() -> transport.disconnects() == 1);
    }

    @Test
    void sendsInOrderAndHoldsBackWhileItIsStalled() {
        RecordingTransport transport = new RecordingTransport(false);
        SocketClient client = new SocketClient(transport);
        client.hold(true);
        client.start("test");
        client.send("a");
        client.send("b");
        assertThat(transport.frames()).isEmpty();

        client.hold(false);

        await().untilAsserted(() -> assertThat(transport.frames()).containsExactly("a", "b"));
    }
}
