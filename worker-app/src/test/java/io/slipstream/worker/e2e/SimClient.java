package io.slipstream.worker.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The simulator's own endpoints: the truth, and faults on demand. */
public final class SimClient {

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final String base;

    /** The simulator on this port of loopback. */
    public SimClient(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    /** Its address. */
    public String base() {
        return base;
    }

    /** What it says of itself. */
    public JsonNode status() {
        return send(HttpRequest.newBuilder(URI.create(base + "/sim/status")).GET());
    }

    /** {@code LEADERS} as the worker takes it. */
    String leaders() {
        List<String> leaders = new ArrayList<>();
        for (JsonNode leader :
                send(HttpRequest.newBuilder(URI.create(base + "/sim/leaders")).GET())) {
            leaders.add(leader.path("address").asString() + ":"
                    + leader.path("label").asString());
        }
        return String.join(",", leaders);
    }

    /** Every leader fill up to a block, from the matching engine. */
    List<JsonNode> fills(long toBlock) {
        return truth("fills", toBlock);
    }

    /** What leaders' holdings did without a fill up to a block. */
    List<JsonNode> inventory(long toBlock) {
        return truth("inventory", toBlock);
    }

    private List<JsonNode> truth(String of, long toBlock) {
        List<JsonNode> fills = new ArrayList<>();
        String after = "";
        while (true) {
            JsonNode page = send(HttpRequest.newBuilder(
                            URI.create(base + "/sim/truth/" + of + "?limit=1000&toBlock=" + toBlock + after))
                    .GET());
            page.path(of).forEach(fills::add);
            String next = page.path("next").asString("");
            if (next.isEmpty()) {
                return fills;
            }
            after = "&after=" + next;
        }
    }

    /** Switches a fault on. */
    public void fault(String body) {
        send(HttpRequest.newBuilder(URI.create(base + "/sim/fault"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The faults that last. */
    public JsonNode faults() {
        return send(HttpRequest.newBuilder(URI.create(base + "/sim/faults")).GET());
    }

    /** Every open book as the matching engine has it, in one cut. */
    public JsonNode books() {
        return send(
                HttpRequest.newBuilder(URI.create(base + "/sim/truth/books")).GET());
    }

    /** Nothing is traded any more. */
    public void pause() {
        send(HttpRequest.newBuilder(URI.create(base + "/sim/pause")).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    http.send(request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError("the simulator answered " + answer.statusCode() + ": " + answer.body());
            }
            return json.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError("the simulator does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
