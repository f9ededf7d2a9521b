package io.slipstream.worker.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slipstream.worker.tape.NotedTape;
import io.slipstream.worker.tape.NotedTape.Note;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What feeds give to the tape: everything that came and what explains it, and nothing that is secret. */
@Timeout(30)
class TapedFeedsTest {

    private static final String KEY = "k3yk3yk3yk3y";
    private static final String TOKEN = "t0k3n/+t0k3n";

    private final MockWebServer server = new MockWebServer();
    private final NotedTape tape = new NotedTape();
    private final Feed feed = TestingFeeds.feed(tape);
    private final HttpExchange http = TestingFeeds.http();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        assertThat(tape.notes().toString()).doesNotContain(KEY, "t0k3n", "us3rus3r", "s3cr3ts3cr3t");
    }

    @Test
    void takesDownAnAnswerWithWhatWasAskedBelowTheConfiguredAddress() throws IOException {
        answer(200, "{\"markets\":[]}");
        http.get(
                feed,
                base(),
                HttpExchange.url(base(), "markets/keyset")
                        .addQueryParameter("closed", "false")
                        .addQueryParameter("after_cursor", "abc")
                        .build());
        assertThat(tape.notes())
                .containsExactly(
                        new Note("test", "GET /markets/keyset?closed=false&after_cursor=abc 200", "{\"markets\":[]}"));
    }

    @Test
    void takesDownWhatWasPostedUpToFourKibibytes() throws IOException {
        answer(200, "[]");
        http.post(feed, base(), "books", "[{\"token_id\":\"1\"}]");
        answer(200, "{\"result\":\"0x89\"}");
        http.postForText(feed, base(), "{\"params\":[\"" + "x".repeat(10_000) + "\"]}");
        assertThat(tape.notes()).hasSize(2);
        assertThat(tape.notes().getFirst())
                .isEqualTo(new Note("test", "POST /books 200\n[{\"token_id\":\"1\"}]", "[]"));
        assertThat(tape.notes().getLast().about())
                .startsWith("POST / 200\n{\"params\":[\"xx")
                .hasSize("POST / 200\n".length() + 4_096);
        assertThat(tape.notes().getLast().text()).isEqualTo("{\"result\":\"0x89\"}");
    }

    @Test
    void takesDownRefusalsWithoutTheKeyThatTheyRepeat() {
        answer(401, "the key " + KEY + " or " + TOKEN + " of us3rus3r is not valid");
        assertThatThrownBy(() -> http.postForText(feed, base(), "{}")).isInstanceOf(HttpStatusException.class);
        assertThat(tape.notes())
                .containsExactly(new Note("test", "POST / 401\n{}", "the key … or … of … is not valid"));
    }

    @Test
    void takesDownAnswersThatCannotBeRead() {
        answer(200, "<html>");
        assertThatThrownBy(() -> http.post(feed, base(), "books", "[]")).hasMessageContaining("no JSON");
        assertThat(tape.notes()).containsExactly(new Note("test", "POST /books 200\n[]", "<html>"));
    }

    @Test
    void takesDownFramesBeforeAnybodyLooksAtThem() {
        server.enqueue(new MockResponse.Builder()
                .webSocketUpgrade(new WebSocketListener() {
                    @Override
                    public void onOpen(WebSocket socket, Response response) {
                        socket.send("PONG");
                        socket.send("no JSON");
                    }

                    @Override
                    public void onClosing(WebSocket socket, int code, String reason) {
                        socket.close(code, reason); // or the server waits for it when it is closed
                    }
                })
                .build());
        URI url = URI.create("ws://127.0.0.1:" + server.getPort() + "/v2/" + KEY);
        try (FeedScheduler scheduler = new FeedScheduler();
                TextSocket socket = new TextSocket(
                        url,
                        new OkHttpClient(),
                        scheduler,
                        feed,
                        Duration.ofMinutes(1),
                        Deliveries.alone(),
                        new Silent())) {
            socket.connect();
            await().until(() -> tape.notes().size() >= 2);
            assertThat(tape.notes()).containsExactly(new Note("test", "", "PONG"), new Note("test", "", "no JSON"));
        }
    }

    private URI base() {
        return URI.create("http://us3rus3r:s3cr3ts3cr3t@127.0.0.1:" + server.getPort() + "/v2/" + KEY + "?apikey="
                + "t0k3n%2F%2Bt0k3n");
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private static final class Silent implements TextSocket.Listener {
        @Override
        public void onOpen(TextSocket socket) {}

        @Override
        public void onText(String text) {}

        @Override
        public void onLost(String why) {}
    }
}
