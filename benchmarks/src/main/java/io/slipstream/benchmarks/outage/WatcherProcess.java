package io.slipstream.benchmarks.outage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A watcher in a process of its own, which ends by itself after a while. */
final class WatcherProcess implements AutoCloseable {

    private final Process process;

    private WatcherProcess(List<String> command) throws IOException {
        this.process = new ProcessBuilder(command).inheritIO().start();
    }

    /** This watcher, with the flags with which the launcher starts the worker. */
    static WatcherProcess slipstream(String node, Path leaders, Path results, int seconds) throws IOException {
        return new WatcherProcess(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseZGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.slipstream.worker.chain.OutageSubscriber",
                node,
                leaders.toString(),
                results.toString(),
                Integer.toString(seconds)));
    }

    /** The one on viem. */
    static WatcherProcess viem(Path script, String base, String node, Path leaders, Path results, int seconds)
            throws IOException {
        return new WatcherProcess(List.of(
                "node",
                script.toAbsolutePath().toString(),
                base,
                node,
                leaders.toString(),
                results.toString(),
                Integer.toString(seconds)));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
