package io.slipstream.launcher.summary;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the offline Polymarket what only it knows: its state, its leaders, and every fill that really happened. */
public final class SimClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final URI base;

    /** Where the chain stands. */
    public record Status(long genesisBlock, long head, long finalized) {}

    /** A wallet worth following, with the kind of trader that it is. */
    public record Leader(String address, String label, String kind) {}

    /** Fills and the cursor behind the last of them. */
    public record Page(List<FillFacts> fills, Optional<String> next) {}

    /** A client of the simulator at this address, such as http://127.0.0.1:8545. */
    public SimClient(URI base) {
        this.base = base;
    }

    /** Where the chain stands. */
    public Status status() throws IOException {
        JsonNode status = get("/sim/status");
        long head = required(status, "head").asLong();
        return new Status(
                required(status, "genesisBlock").asLong(),
                head,
                status.has("finalized") ? status.get("finalized").asLong() : head);
    }

    /** The leaders of the simulated market. */
    public List<Leader> leaders() throws IOException {
        List<Leader> leaders = new ArrayList<>();
        for (JsonNode leader : items(get("/sim/leaders"))) {
            leaders.add(new Leader(
                    lower(required(leader, "address")),
                    leader.path("label").asString(""),
                    leader.path("kind").asString("")));
        }
        return leaders;
    }

    /** Every leader fill up to and including a block, in the order in which they happened. */
    public List<FillFacts> fillsUpTo(long block) throws IOException {
        List<FillFacts> all = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page page = fills(block, after);
            all.addAll(page.fills());
            after = page.fills().isEmpty() ? Optional.empty() : page.next();
        } while (after.isPresent());
        return all;
    }

    /** One page of the leader fills up to a block, behind a cursor of an earlier page. */
    public Page fills(long toBlock, Optional<String> after) throws IOException {
        JsonNode page = get("/sim/truth/fills?toBlock=" + toBlock
                + after.map(cursor -> "&after=" + cursor).orElse(""));
        List<FillFacts> fills = new ArrayList<>();
        for (JsonNode fill : items(page)) {
            fills.add(fill(fill));
        }
        JsonNode next = page.path("next");
        return new Page(fills, next.isMissingNode() || next.isNull() ? Optional.empty() : Optional.of(next.asString()));
    }

    private static FillFacts fill(JsonNode fill) throws IOException {
        return new FillFacts(
                lower(required(fill, "leader")),
                lower(required(fill, "exchange")),
                required(fill, "blockNumber").asLong(),
                lower(required(fill, "txHash")),
                required(fill, "logIndex").asLong(),
                lower(required(fill, "orderHash")),
                required(fill, "tokenId").asString(),
                required(fill, "side").asString().toUpperCase(Locale.ROOT),
                required(fill, "sharesMicros").asLong(),
                required(fill, "usdcMicros").asLong(),
                required(fill, "feeMicros").asLong(),
                lower(required(fill, "role")));
    }

    private JsonNode get(String path) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT).build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("GET %s answered %d".formatted(request.uri(), response.statusCode()));
            }
            return JSON.readTree(response.body());
        } catch (JacksonException e) {
            throw new IOException("GET %s did not answer JSON: %s".formatted(request.uri(), e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking " + request.uri(), e);
        }
    }

    /** A list stands by itself or, with paging, in one field of an object. */
    private static Iterable<JsonNode> items(JsonNode node) throws IOException {
        if (node.isArray()) {
            return node.values();
        }
        for (JsonNode field : node.values()) {
            if (field.isArray()) {
                return field.values();
            }
        }
        throw new IOException("no list in " + node);
    }

    private static JsonNode required(JsonNode node, String field) throws IOException {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            throw new IOException("the simulator's answer has no " + field + ": " + node);
        }
        return value;
    }

    private static String lower(JsonNode value) {
        return value.asString().toLowerCase(Locale.ROOT);
    }
}
