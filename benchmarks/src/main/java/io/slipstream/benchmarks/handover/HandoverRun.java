package io.slipstream.benchmarks.handover;

import io.slipstream.benchmarks.wire.LogStream;
import io.slipstream.benchmarks.wire.PushingNode;
import io.slipstream.benchmarks.wire.Subscriber;
import io.slipstream.benchmarks.wire.ViemClient;
import io.slipstream.benchmarks.wire.Wallets;
import io.slipstream.core.chain.Address;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The same stream to this watcher, to web3j and to viem, for several numbers of leaders. */
public final class HandoverRun {

    private static final int LOGS_A_SECOND = 1_000;
    private static final int WARM_UP_A_SECOND = 3_000;
    private static final int WARM_UP = 45_000;
    private static final int SETTLE = 5_000;
    private static final int MEASURED = 30_000;
    private static final List<String> PARTS = List.of(
            "slipstream: node's write to fill in the inbox",
            "slipstream: node's write to bytes read from the socket",
            "slipstream: node's write to fill decoded, before it is put into the inbox",
            "slipstream: bytes read to fill in the inbox",
            "slipstream: node's write to fill taken by the engine's thread");

    private final Path work;
    private final PrintStream out;

    /** Writes files below a directory and results to a stream. */
    public HandoverRun(Path work, PrintStream out) {
        this.work = work;
        this.out = out;
    }

    /** Runs and reports. */
    public void run(List<Integer> leaderCounts) throws IOException, InterruptedException {
        Path viem = ViemClient.install(work.resolve("viem"), "viem.mjs");
        out.println("| leaders | what, in µs | logs | p50 | p99 | p99.9 | max | allocated a log |");
        out.println("|---|---|---|---|---|---|---|---|");
        for (int leaders : leaderCounts) {
            measure(leaders, viem);
        }
    }

    private void measure(int leaders, Path viem) throws IOException, InterruptedException {
        List<Address> wallets = Wallets.first(leaders);
        Path file = work.resolve("leaders-" + leaders + ".txt");
        Files.writeString(file, wallets.stream().map(Address::hex).collect(Collectors.joining("\n")));
        String first = Integer.toString(WARM_UP + SETTLE);
        String total = Integer.toString(WARM_UP + SETTLE + MEASURED);
        try (PushingNode node = PushingNode.open();
                SubscriberProcess slipstream = SubscriberProcess.java(
                        "slipstream",
                        "io.slipstream.worker.chain.SlipstreamSubscriber",
                        results("slipstream", leaders),
                        List.of(node.url("slipstream"), Integer.toString(leaders), first, total));
                SubscriberProcess web3j = SubscriberProcess.java(
                        "web3j",
                        Web3jSubscriber.class.getName(),
                        results("web3j", leaders),
                        List.of(node.url("web3j"), file.toString(), first, total));
                SubscriberProcess viemClient = SubscriberProcess.node(
                        "viem",
                        viem,
                        results("viem", leaders),
                        List.of(node.url("viem"), file.toAbsolutePath().toString(), first, total))) {
            List<SubscriberProcess> processes = List.of(slipstream, web3j, viemClient);
            List<Subscriber> subscribers = new ArrayList<>();
            for (SubscriberProcess process : processes) {
                subscribers.add(node.await(process.name()));
            }
            LogStream stream = new LogStream(subscribers, wallets);
            stream.run(WARM_UP, WARM_UP_A_SECOND);
            stream.run(SETTLE + MEASURED, LOGS_A_SECOND);
            Latencies own = slipstream.results();
            for (int part = 0; part < PARTS.size(); part++) {
                report(leaders, PARTS.get(part), own, part);
            }
            report(leaders, "web3j: node's write to fill decoded", web3j.results(), 0);
            report(leaders, "viem: node's write to fill decoded", viemClient.results(), 0);
        }
    }

    private Path results(String name, int leaders) {
        return work.resolve(name + "-" + leaders + ".txt").toAbsolutePath();
    }

    private void report(int leaders, String what, Latencies latencies, int column) {
        String allocated = column > 0 || latencies.allocatedPerLog() < 0 ? "" : latencies.allocatedPerLog() + " B";
        out.printf("| %d | %s | %s | %s |%n", leaders, what, latencies.row(column), allocated);
    }
}
