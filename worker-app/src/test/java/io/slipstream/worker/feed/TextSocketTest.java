package io.slipstream.worker.feed;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that ends every connection soon. */
@Timeout(30)
class TextSocketTest {

    private static final int CONNECTIONS = 12;

    private final MockWebServer server = new MockWebServer();
    private final FeedScheduler scheduler = new FeedScheduler();
    private final AtomicInteger frames = new AtomicInteger();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        scheduler.close();
        server.close();
    }

    /** With pauses that go on growing the last of these connections would be made after many minutes. */
    @Test
    void comesBackSoonAfterEachConnectionThatBroughtSomething() {
        for (int i = 0; i < CONNECTIONS; i++) {
            server.enqueue(oneFrameAndTheEnd());
        }
        Deliveries deliveries = new Deliveries(Duration.ofMinutes(1), System::nanoTime);
        Deliveries.Source another = deliveries.source();
        another.delivered(); // so that pauses may be long
        try (TextSocket socket = new TextSocket(
                server.url("/").uri(),
                new OkHttpClient(),
                scheduler,
                TestingFeeds.feed(),
                Duration.ofMinutes(1),
                deliveries.source(),
                new Useful())) {
            useful = socket;
            socket.connect();
            await().atMost(Duration.ofSeconds(25)).until(() -> frames.get() == CONNECTIONS);
        }
    }

    private volatile @Nullable TextSocket useful;

    private final class Useful implements TextSocket.Listener {
        @Override
        public void onOpen(TextSocket socket) {}

        @Override
        public void onText(String text) {
            frames.incrementAndGet();
            TextSocket socket = useful;
            if (socket != null) {
                socket.delivered();
            }
        }

        @Override
        public void onLost(String why) {}
    }

    private static MockResponse oneFrameAndTheEnd() {
        return new MockResponse.Builder()
                .webSocketUpgrade(new WebSocketListener() {
                    @Override
                    public void onOpen(WebSocket socket, Response response) {
                        socket.send("something");
                        socket.close(1001, "going away");
                    }
                })
                .build();
    }
}
