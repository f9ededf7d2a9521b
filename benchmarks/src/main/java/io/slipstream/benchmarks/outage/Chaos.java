package io.slipstream.benchmarks.outage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to every node that is watched, to all at the same moment: sockets are cut every 6 s, the newest one is silent
 * for 3 s every 11 s, the node is away for 2 s every 15 s; all the time it leaves out 5 % of what it pushes, answers 5 % of
 * requests with 500, refuses more than ten requests a second with 429 and ranges over ten blocks.
 */
final class Chaos implements AutoCloseable {

    /** Whom it happens to. */
    static final List<String> NODES = List.of("rpc/0", "rpc/1");

    private static final Logger log = LoggerFactory.getLogger(Chaos.class);
    private static final int AWAY_MILLIS = 2_000;
    private static final int SILENT_MILLIS = 3_000;
    private static final int CUT_EVERY_SECONDS = 6;
    private static final int SILENT_EVERY_SECONDS = 11;
    private static final int AWAY_EVERY_SECONDS = 15;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final List<Outage> outages = new ArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("chaos").daemon().factory());

    /** Faults of the simulator at this address. */
    Chaos(String base) {
        this.base = base;
    }

    /** A while during which no node answered. */
    record Outage(long fromNanos, long toNanos) {}

    /** Begins. */
    void begin() {
        for (String node : NODES) {
            fault("lose-logs", node, ",\"percent\":5");
            fault("http-error", node, ",\"percent\":5,\"status\":500,\"millis\":3600000");
            fault("rate-limit", node, ",\"requestsPerSecond\":10,\"retryAfterSeconds\":1");
            fault("max-range", node, ",\"blocks\":10");
        }
        every(CUT_EVERY_SECONDS, () -> NODES.forEach(node -> fault("drop-sockets", node, "")));
        every(
                SILENT_EVERY_SECONDS,
                () -> NODES.forEach(
                        node -> fault("stall", node, ",\"connections\":\"newest\",\"millis\":" + SILENT_MILLIS)));
        every(AWAY_EVERY_SECONDS, this::away);
    }

    /** The outages so far. */
    synchronized List<Outage> outages() {
        return List.copyOf(outages);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        fault("reset", "all", "");
        http.close();
    }

    private void away() {
        long from = System.nanoTime();
        NODES.forEach(node -> fault("restart", node, ",\"millis\":" + AWAY_MILLIS));
        synchronized (this) {
            outages.add(new Outage(from, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(AWAY_MILLIS)));
        }
    }

    private void every(int seconds, Runnable what) {
        var _ = timer.scheduleAtFixedRate(
                () -> {
                    try {
                        what.run();
                    } catch (IllegalStateException e) {
                        log.warn("a fault was not switched on: {}", e.getMessage());
                    }
                },
                seconds,
                seconds,
                TimeUnit.SECONDS);
    }

    private void fault(String kind, String node, String more) {
        String body = "{\"kind\":\"%s\",\"feed\":\"%s\"%s}".formatted(kind, node, more);
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(base + "/sim/fault"))
                            .timeout(Duration.ofSeconds(5))
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("the simulator answered " + answer.body());
            }
        } catch (IOException e) {
            throw new IllegalStateException("the simulator does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
