package io.slipstream.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.sim.wire.Json;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Answers with books that are late, old or incomplete, over real HTTP. */
@Timeout(60)
class BookFaultsTest {

    private final Simulator simulator =
            Simulator.start(SimConfig.defaults().withPort(0).withSpeed(10));
    private final SimClient client = new SimClient(simulator.port());

    @AfterEach
    void stop() {
        client.close();
        simulator.close();
    }

    @Test
    void deliversLateWhatWasTrueWhenItWasAsked() throws Exception {
        JsonNode first = client.get("/sim/truth/books").get("books").get(0);
        String path = "/clob/book?token_id=" + first.get("tokenId").asString();
        client.post("/sim/fault", "{\"kind\":\"delay-answers\",\"feed\":\"clob\",\"minMillis\":600,\"maxMillis\":800}");
        long asked = client.get("/sim/status").get("wallMillis").asLong();

        long begin = System.nanoTime();
        JsonNode book = client.get(path);
        long taken = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);

        assertThat(taken).isBetween(600L, 5_000L);
        long now = client.get("/sim/status").get("wallMillis").asLong();
        assertThat(book.get("timestamp").asLong()).isBetween(asked, now - 500);
        assertThat(client.get("/sim/faults").get(0).toString()).contains("delay-answers", "\"maxMillis\":800");
    }

    @Test
    void deliversWhatWaitsWhenItIsReset() throws Exception {
        JsonNode first = client.get("/sim/truth/books").get("books").get(0);
        String body = "[{\"token_id\":%s}]".formatted(first.get("tokenId"));
        client.post(
                "/sim/fault", "{\"kind\":\"delay-answers\",\"feed\":\"clob\",\"minMillis\":50000,\"maxMillis\":60000}");
        CompletableFuture<JsonNode> answer = CompletableFuture.supplyAsync(() -> books(body));
        assertThatThrownBy(() -> answer.get(400, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

        client.post("/sim/fault", "{\"kind\":\"reset\",\"feed\":\"clob\"}");

        assertThat(answer.get(10, TimeUnit.SECONDS).size()).isEqualTo(1);
    }

    @Test
    void showsOldBooksOrNoneAndNeverDisturbsTheTruth() throws Exception {
        client.post("/sim/pause", "");
        JsonNode truth = client.get("/sim/truth/books");
        String token = truth.get("books").get(0).get("tokenId").asString();
        client.post("/sim/fault", "{\"kind\":\"stale-books\",\"feed\":\"clob\",\"millisOld\":60000}");
        client.post("/sim/fault", "{\"kind\":\"partial-books\",\"feed\":\"clob\",\"percent\":100}");

        JsonNode old = client.get("/clob/book?token_id=" + token);

        assertThat(old.get("timestamp").asLong())
                .isLessThanOrEqualTo(truth.get("wallMillis").asLong());
        assertThat(books("[{\"token_id\":\"%s\"}]".formatted(token)).size()).isZero();
        assertThat(client.get("/sim/truth/books").get("books")).isEqualTo(truth.get("books"));
        assertThat(client.get("/sim/faults").size()).isEqualTo(2);
        for (String wrong : new String[] {
            "\"kind\":\"stale-books\",\"feed\":\"market\"",
            "\"kind\":\"stale-books\",\"millisOld\":60001",
            "\"kind\":\"delay-answers\",\"minMillis\":9,\"maxMillis\":8"
        }) {
            assertThat(client.send("POST", "/sim/fault", "{" + wrong + "}").statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    private JsonNode books(String body) {
        try {
            return Json.read(client.send("POST", "/clob/books", body).body());
        } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }
}
