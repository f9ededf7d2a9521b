package io.slipstream.benchmarks.handover;

import io.slipstream.benchmarks.wire.LogStream;
import io.slipstream.benchmarks.wire.LogText;
import io.slipstream.benchmarks.wire.PushingNode;
import io.slipstream.benchmarks.wire.Subscriber;
import io.slipstream.benchmarks.wire.ViemClient;
import io.slipstream.benchmarks.wire.Wallets;
import io.slipstream.core.chain.Address;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Blocks with many fills of leaders, pushed at once as a chain does, to this watcher and to viem, from their first block on.
 * One gets a block while the other is at rest, and who is first changes with every block.
 */
public final class BurstRun {

    private static final int LEADERS = 1_000;
    private static final int FILLS_A_BLOCK = 58;
    private static final int BLOCKS = 60;
    private static final int FIRST_BLOCKS = 5;
    private static final long APART_MILLIS = 875;
    private static final int HANDED_OVER = 0;

    private final Path work;
    private final PrintStream out;

    /** Writes files below a directory and results to a stream. */
    public BurstRun(Path work, PrintStream out) {
        this.work = work;
        this.out = out;
    }

    /** Runs and reports. */
    public void run() throws IOException, InterruptedException {
        Path viem = ViemClient.install(work.resolve("viem"), "viem.mjs");
        List<Address> wallets = Wallets.first(LEADERS);
        Path file = work.resolve("leaders-" + LEADERS + ".txt");
        Files.writeString(file, wallets.stream().map(Address::hex).collect(Collectors.joining("\n")));
        String total = Integer.toString(FILLS_A_BLOCK * BLOCKS);
        Path ownResults = work.resolve("burst-slipstream.txt").toAbsolutePath();
        Path viemResults = work.resolve("burst-viem.txt").toAbsolutePath();
        try (PushingNode node = PushingNode.open();
                SubscriberProcess slipstream = SubscriberProcess.java(
                        "slipstream",
                        "io.slipstream.worker.chain.SlipstreamSubscriber",
                        ownResults,
                        List.of(node.url("slipstream"), Integer.toString(LEADERS), "0", total));
                SubscriberProcess viemClient = SubscriberProcess.node(
                        "viem",
                        viem,
                        viemResults,
                        List.of(node.url("viem"), file.toAbsolutePath().toString(), "0", total))) {
            List<Subscriber> subscribers = List.of(node.await("slipstream"), node.await("viem"));
            for (int block = 0; block < BLOCKS; block++) {
                for (int turn = 0; turn < subscribers.size(); turn++) {
                    push(subscribers.get((block + turn) % subscribers.size()), wallets, block);
                    TimeUnit.MILLISECONDS.sleep(APART_MILLIS);
                }
            }
            out.printf("%d blocks of %d fills%n%n", BLOCKS, FILLS_A_BLOCK);
            out.println("| what, in µs | logs | p50 | p99 | p99.9 | max |");
            out.println("|---|---|---|---|---|---|");
            report("slipstream: node's write to fill in the inbox", slipstream.results());
            report("viem: node's write to fill decoded", viemClient.results());
        }
    }

    private static void push(Subscriber subscriber, List<Address> wallets, int block) throws IOException {
        long number = LogText.FIRST_BLOCK + block;
        subscriber.pushHead(number);
        for (int log = 0; log < FILLS_A_BLOCK; log++) {
            long at = (long) block * FILLS_A_BLOCK + log;
            subscriber.pushLog(new LogStream.Entry(at, wallets.get((int) (at * 7_919 % wallets.size())), number));
        }
    }

    private void report(String what, Latencies latencies) {
        out.printf("| %s | %s |%n", what, latencies.row(HANDED_OVER));
        out.printf(
                "| %s, first block | %s |%n",
                what, latencies.first(FILLS_A_BLOCK).row(HANDED_OVER));
        out.printf(
                "| %s, first %d blocks | %s |%n",
                what,
                FIRST_BLOCKS,
                latencies.first(FIRST_BLOCKS * FILLS_A_BLOCK).row(HANDED_OVER));
    }
}
