package io.slipstream.worker.market;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.market.TokenId;
import io.slipstream.worker.engine.EpochNanos;
import io.slipstream.worker.engine.TestingEngine;
import io.slipstream.worker.feed.RateBudget;
import io.slipstream.worker.feed.TestingFeeds;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against an HTTP server that knows some tokens and refuses when told to. */
class BookFetchTest {

    private final JsonMapper json = new JsonMapper();
    private final List<TokenId> tokens =
            IntStream.rangeClosed(1, 250).mapToObj(n -> TokenId.of("" + n)).toList();
    private final List<Integer> requests = new ArrayList<>();
    private final Set<String> unknown = new HashSet<>();
    private final List<MarketEvent> taken = new ArrayList<>();
    private final Set<TokenId> unwanted = new HashSet<>();
    private final EpochNanos clock = new TestingEngine().nanos();
    private long nanos = 1;
    private int status = 200;
    private final HttpServer server = start();
    private final ResyncQueue queue = new ResyncQueue(() -> nanos, new Random(1));
    private final RateBudget budget = new RateBudget(1_000_000, () -> nanos);
    private BookFetch fetch = fetch();

    @BeforeEach
    void newFetch() {
        fetch = fetch();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void fetchesWhatWasAskedForInBatchesAndSaysWhenItAsked() {
        queue.ask(tokens);
        for (int i = 0; i < 3; i++) {
            nanos += 1_000_000;
            fetch.runAsked();
        }
        assertThat(requests).containsExactly(100, 100, 50);
        assertThat(taken)
                .hasSize(250)
                .allSatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                MarketEvent.Book.class,
                                book -> assertThat(((BookUpdate.Snapshot) book.update()).askedNanos())
                                        .isEqualTo(clock.now())));
    }

    @Test
    void fetchesEveryBookOnceInAPeriod() {
        queue.include(tokens);
        for (Duration passed = Duration.ZERO;
                passed.compareTo(Duration.ofSeconds(10)) < 0;
                passed = passed.plus(BookFetch.TICK)) {
            nanos += BookFetch.TICK.toNanos();
            fetch.run();
        }
        assertThat(requests.stream().mapToInt(Integer::intValue).sum()).isBetween(245, 250);
    }

    @Test
    void asksAgainForBooksThatAreMissingInAnAnswer() {
        unknown.add("7");
        queue.ask(tokens.subList(0, 10));
        fetch.runAsked();
        assertThat(taken).hasSize(9);
        unknown.clear();
        nanos += Duration.ofSeconds(1).toNanos();
        fetch.runAsked();
        assertThat(taken).hasSize(10);
    }

    @Test
    void asksAgainAfterAnErrorAndRestsWhenItIsTooMuch() {
        status = 429;
        queue.ask(tokens.subList(0, 10));
        fetch.runAsked();
        assertThat(budget.pause()).isPositive();
        status = 200;
        fetch.runAsked();
        assertThat(taken).as("it rests").isEmpty();
        nanos += Duration.ofSeconds(2).toNanos();
        fetch.runAsked();
        assertThat(taken).hasSize(10);
    }

    /** No connection carries it: nothing would keep the book true. */
    @Test
    void doesNotFetchWhatNobodyWouldTake() {
        unwanted.addAll(tokens);
        queue.ask(tokens.subList(0, 10));
        fetch.runAsked();
        assertThat(requests).isEmpty();
    }

    private BookFetch fetch() {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        BooksClient client =
                new BooksClient(url, TestingFeeds.http(), json, new MarketFrameParser(json), TestingFeeds.feed());
        return new BookFetch(
                client, queue, Duration.ofSeconds(10), token -> !unwanted.contains(token), budget, clock, taken::add);
    }

    private HttpServer start() {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.createContext("/books", exchange -> {
                JsonNode asked = json.readTree(exchange.getRequestBody().readAllBytes());
                List<String> books = new ArrayList<>();
                for (JsonNode token : asked) {
                    String id = token.path("token_id").asString();
                    if (!unknown.contains(id)) {
                        books.add("{\"asset_id\":\"%s\",\"bids\":[],\"asks\":[],\"timestamp\":\"1\"}".formatted(id));
                    }
                }
                byte[] answer = ("[" + String.join(",", books) + "]").getBytes(StandardCharsets.UTF_8);
                if (status == 200) {
                    requests.add(asked.size());
                }
                exchange.sendResponseHeaders(status, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            http.start();
            return http;
        } catch (IOException e) {
            throw new AssertionError("no server", e);
        }
    }
}
