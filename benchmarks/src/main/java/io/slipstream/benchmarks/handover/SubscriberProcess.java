package io.slipstream.benchmarks.handover;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A subscriber in a process of its own, so that none pays for another's garbage. It ends by itself after the last log. */
public final class SubscriberProcess implements AutoCloseable {

    /** How long a subscriber waits for the last log. */
    public static final int PATIENCE_SECONDS = 300;

    private static final long GRACE_SECONDS = 30;
    /** As the launcher starts the worker. */
    private static final List<String> FLAGS = List.of("-Xmx1g", "-XX:+UseZGC");

    private final String name;
    private final Path results;
    private final Process process;

    private SubscriberProcess(String name, Path results, Process process) {
        this.name = name;
        this.results = results;
        this.process = process;
    }

    /** A Java program on this class path. */
    static SubscriberProcess java(String name, String mainClass, Path results, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(arguments);
        command.add(results.toString());
        return new SubscriberProcess(
                name, results, new ProcessBuilder(command).inheritIO().start());
    }

    /** A script of Node in a directory. */
    static SubscriberProcess node(String name, Path script, Path results, List<String> arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("node", script.toAbsolutePath().toString()));
        command.addAll(arguments);
        command.add(results.toString());
        return new SubscriberProcess(
                name, results, new ProcessBuilder(command).inheritIO().start());
    }

    String name() {
        return name;
    }

    /** Waits for its end and reads what it measured. */
    Latencies results() throws IOException, InterruptedException {
        if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(name + " did not end as it should");
        }
        return Latencies.read(results);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
