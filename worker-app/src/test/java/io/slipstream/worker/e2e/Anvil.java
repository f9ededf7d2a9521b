package io.slipstream.worker.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real node on loopback with a chain of its own, which makes blocks when it is told to. */
final class Anvil implements AutoCloseable {

    /** Blocks to finality are twice that: more than any reorg here is deep, so that nothing final is ever replaced. */
    private static final int SLOTS_IN_AN_EPOCH = 2;

    static final int BLOCKS_TO_FINALITY = 2 * SLOTS_IN_AN_EPOCH;

    private static final Pattern LISTENING = Pattern.compile("Listening on 127\\.0\\.0\\.1:(\\d+)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final Process process;
    private final Thread endWithUs;
    private final int port;
    private final List<String> accounts = new ArrayList<>();
    private int sent;

    Anvil(Path program, long chainId) throws IOException {
        Path log = Files.createTempFile("anvil", ".log");
        log.toFile().deleteOnExit();
        process = new ProcessBuilder(
                        program.toString(),
                        "--host",
                        "127.0.0.1",
                        "--port",
                        "0",
                        "--chain-id",
                        Long.toString(chainId),
                        "--no-mining",
                        "--slots-in-an-epoch",
                        Integer.toString(SLOTS_IN_AN_EPOCH))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        endWithUs = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(endWithUs);
        try {
            port = await().atMost(Duration.ofSeconds(20)).until(() -> portIn(log), found -> found > 0);
            call("eth_accounts").forEach(account -> accounts.add(account.asString()));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    int port() {
        return port;
    }

    /** What the node answers to a request. */
    JsonNode call(String method, Object... params) {
        String body =
                json.writeValueAsString(Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", List.of(params)));
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port))
                            .header("Content-Type", "application/json")
                            .timeout(Duration.ofSeconds(10))
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            JsonNode tree = json.readTree(answer.body());
            if (tree.has("error")) {
                throw new AssertionError(method + ": " + tree.path("error"));
            }
            return tree.path("result");
        } catch (IOException e) {
            throw new AssertionError("the node does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /**
     * Sends a transaction that waits for the next block; tells its hash. Each is of another of the node's accounts, as long
     * as there are such: a reorg may then drop one without changing the nonce, and so the hash, of the others.
     */
    String send(String to, String data) {
        String from = accounts.get(sent++ % accounts.size());
        return call("eth_sendTransaction", Map.of("from", from, "to", to, "data", data))
                .asString();
    }

    void mine(int blocks) {
        JsonNode _ = call("anvil_mine", quantity(blocks));
    }

    /**
     * Replaces the newest blocks by as many others.
     *
     * @param place block for each transaction that is in the new branch, too, counted from 0 for the oldest new one
     */
    void reorg(int depth, Map<String, Integer> place) {
        List<List<Object>> included = new ArrayList<>();
        place.forEach((hash, block) ->
                included.add(List.of(call("eth_getRawTransactionByHash", hash).asString(), block)));
        JsonNode _ = call("anvil_reorg", depth, included);
    }

    /** The number of a block by tag. */
    long block(String tag) {
        return number(call("eth_getBlockByNumber", tag, false).path("number"));
    }

    static long number(JsonNode quantity) {
        return Long.decode(quantity.asString());
    }

    private static String quantity(long number) {
        return "0x" + Long.toHexString(number);
    }

    private int portIn(Path log) throws IOException {
        Matcher listening = LISTENING.matcher(Files.readString(log));
        if (!listening.find()) {
            if (!process.isAlive()) {
                throw new AssertionError("the node ended: " + Files.readString(log));
            }
            return 0;
        }
        return Integer.parseInt(listening.group(1));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        boolean _ = Runtime.getRuntime().removeShutdownHook(endWithUs);
    }
}
