package io.slipstream.benchmarks.outage;

import io.slipstream.benchmarks.wire.ViemClient;
import io.slipstream.sim.SimConfig;
import io.slipstream.sim.Simulator;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One node each for this watcher and for a careful one on viem, both with the same faults at the same moments. A fill's
 * latency begins when its block is there and ends when the watcher has it; once with the time in which the node answered
 * nobody, and once without, which is from the end of the outage for a block that came in one.
 */
public final class OutageRun {

    private static final int WARM_UP_SECONDS = 15;
    private static final int GRACE_SECONDS = 25;

    private final JsonMapper json = new JsonMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path work;
    private final PrintStream out;

    /** Writes files below a directory and results to a stream. */
    public OutageRun(Path work, PrintStream out) {
        this.work = work;
        this.out = out;
    }

    private record Fill(String place, long block) {}

    /** Runs for so long, and reports. */
    public void run(int seconds) throws IOException, InterruptedException {
        Path script = ViemClient.install(work.resolve("viem"), "careful.mjs");
        OkHttpClient client = new OkHttpClient();
        try (Simulator simulator = Simulator.start(SimConfig.defaults().withPort(0))) {
            String base = "http://127.0.0.1:" + simulator.port();
            Path leaders = work.resolve("outage-leaders.txt");
            List<String> wallets = new ArrayList<>();
            get(base, "/sim/leaders")
                    .forEach(leader -> wallets.add(leader.path("address").asString()));
            Files.write(leaders, wallets);
            Path own = work.resolve("outage-slipstream.txt").toAbsolutePath();
            Path viem = work.resolve("outage-viem.txt").toAbsolutePath();
            int whole = WARM_UP_SECONDS + seconds + GRACE_SECONDS;
            try (Blocks blocks = new Blocks(client, base.replace("http", "ws") + "/rpc/7");
                    WatcherProcess _ = WatcherProcess.slipstream(base + "/rpc/0", leaders, own, whole);
                    WatcherProcess _ = WatcherProcess.viem(script, base, base + "/rpc/1", leaders, viem, whole)) {
                TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
                long from = get(base, "/sim/status").path("head").asLong() + 1;
                List<Chaos.Outage> outages;
                long to;
                try (Chaos chaos = new Chaos(base)) {
                    chaos.begin();
                    TimeUnit.SECONDS.sleep(seconds);
                    to = get(base, "/sim/status").path("head").asLong();
                    outages = chaos.outages();
                }
                TimeUnit.SECONDS.sleep(GRACE_SECONDS);
                List<Fill> fills = fills(base, from, to);
                out.printf(
                        "%d fills in blocks %d to %d, %d outages of 2 s%n%n", fills.size(), from, to, outages.size());
                out.println("| watcher | from | fills | missing | p50 | p99 | worst |");
                out.println("|---|---|---|---|---|---|---|");
                report("slipstream", own, fills, blocks.seenNanos(), outages);
                report("viem", viem, fills, blocks.seenNanos(), outages);
            }
        } finally {
            client.dispatcher().executorService().shutdown();
            client.connectionPool().evictAll();
            http.close();
        }
    }

    private void report(String name, Path seen, List<Fill> fills, Map<Long, Long> blocks, List<Chaos.Outage> outages)
            throws IOException {
        Map<String, Long> had = new HashMap<>();
        for (String line : Files.readAllLines(seen)) {
            int space = line.indexOf(' ');
            had.putIfAbsent(line.substring(0, space), Long.parseLong(line, space + 1, line.length(), 10));
        }
        Histogram fromBlock = new Histogram(3);
        Histogram fromOutage = new Histogram(3);
        int missing = 0;
        List<String> lines = new ArrayList<>();
        for (Fill fill : fills) {
            Long at = had.get(fill.place());
            Long there = blocks.get(fill.block());
            if (at == null || there == null) {
                missing++;
                continue;
            }
            long away = outages.stream()
                    .mapToLong(
                            outage -> Math.max(0, Math.min(at, outage.toNanos()) - Math.max(there, outage.fromNanos())))
                    .sum();
            long able = there + away;
            fromBlock.recordValue(Math.max(0, at - there) / 1_000);
            fromOutage.recordValue(Math.max(0, at - able) / 1_000);
            lines.add("%s %d %d %d %d".formatted(fill.place(), fill.block(), there, able, at));
        }
        Files.write(work.resolve("outage-fills-" + name + ".txt"), lines);
        row(name, "the block, without the outages", fills.size(), missing, fromOutage);
        row(name, "the block", fills.size(), missing, fromBlock);
    }

    private void row(String name, String from, int fills, int missing, Histogram micros) {
        out.printf(
                "| %s | %s | %d | %d | %.2f s | %.2f s | %.2f s |%n",
                name,
                from,
                fills,
                missing,
                micros.getValueAtPercentile(50) / 1e6,
                micros.getValueAtPercentile(99) / 1e6,
                micros.getMaxValue() / 1e6);
    }

    /** Leaders' fills on the two exchanges of one layout: viem is given one event. */
    private List<Fill> fills(String base, long from, long to) throws IOException, InterruptedException {
        List<Fill> fills = new ArrayList<>();
        String after = "";
        do {
            JsonNode page =
                    get(base, "/sim/truth/fills?limit=1000&fromBlock=%d&toBlock=%d%s".formatted(from, to, after));
            for (JsonNode fill : page.path("fills")) {
                if (!fill.path("combo").asBoolean(false)) {
                    fills.add(new Fill(
                            fill.path("txHash").asString() + ":"
                                    + fill.path("logIndex").asLong(),
                            fill.path("blockNumber").asLong()));
                }
            }
            String next = page.path("next").asString("");
            after = next.isEmpty() ? "" : "&after=" + next;
        } while (!after.isEmpty());
        return fills;
    }

    private JsonNode get(String base, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return json.readTree(answer.body());
    }
}
