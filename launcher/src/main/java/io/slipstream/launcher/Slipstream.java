package io.slipstream.launcher;

import io.slipstream.launcher.process.LaunchFailure;
import io.slipstream.launcher.process.StopSignal;
import io.slipstream.launcher.process.TerminalSignals;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line behind {@code ./slipstream}. */
public final class Slipstream {

    private static final Set<String> HELP = Set.of("help", "-h", "--help");
    private static final Set<String> VERSION = Set.of("-V", "--version");

    private final Console console;

    @Command(name = "slipstream")
    private static final class Root {}

    Slipstream(Console console) {
        this.console = console;
    }

    /** Runs a command and ends with its exit code. */
    public static void main(String[] arguments) {
        // figures look the same everywhere, and a program can read them
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
        Path repository = Path.of(System.getenv().getOrDefault("SLIPSTREAM_HOME", "."))
                .toAbsolutePath()
                .normalize();
        StopSignal stop = new StopSignal();
        TerminalSignals.deliverTo(stop);
        Console console = new Console(
                Map.copyOf(System.getenv()),
                repository,
                new ExecutableJars(repository),
                System.out,
                System.err,
                Clock.systemUTC(),
                stop);
        System.exit(new Slipstream(console).run(arguments));
    }

    /** Runs a command; the exit code. */
    int run(String... arguments) {
        List<String> words = Arrays.asList(arguments);
        if (words.isEmpty() || HELP.contains(words.getFirst())) {
            printUsage(console.out());
            return 0;
        }
        if (VERSION.contains(words.getFirst())) {
            String version = Slipstream.class.getPackage().getImplementationVersion();
            console.out().println("slipstream " + (version == null ? "(not packaged)" : version));
            return 0;
        }
        if (words.getFirst().equals("sim")) {
            return runAlone("polymarket-sim", List.of("-Xmx1g", "-XX:+UseSerialGC"), words.subList(1, words.size()));
        }
        if (words.getFirst().equals("tape")) {
            return runAlone("worker-app", List.of("-Xmx512m", "-XX:+UseSerialGC"), words);
        }
        if (SessionRun.COMMANDS.contains(words.getFirst())) {
            return alone(() -> new SessionRun(console).run(words));
        }
        return new CommandLine(new Root())
                .addSubcommand(new DemoCommand(console))
                .addSubcommand(new PaperCommand(console))
                .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((e, _) -> refuse(e))
                .setExecutionExceptionHandler((e, _, _) -> fail(e))
                .execute(arguments);
    }

    private int runAlone(String module, List<String> jvmFlags, List<String> arguments) {
        return alone(() -> new ForegroundRun(console.programs(), console.stop()).run(module, jvmFlags, arguments));
    }

    /** Something that runs until it is over. */
    private interface Run {
        int call() throws IOException, InterruptedException;
    }

    private int alone(Run run) {
        try {
            return run.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail(e);
        } catch (IOException | LaunchFailure e) {
            return fail(e);
        }
    }

    private int refuse(ParameterException e) {
        console.err().println("slipstream: " + e.getMessage());
        CommandLine command = e.getCommandLine();
        if (command.getCommandName().equals("slipstream")) {
            printUsage(console.err());
        } else {
            console.err().println("./slipstream %s --help lists the options".formatted(command.getCommandName()));
        }
        return LaunchFailure.USAGE;
    }

    private int fail(Exception e) {
        if (e instanceof LaunchFailure failure) {
            console.err().println("slipstream: " + failure.getMessage());
            return failure.exitCode();
        }
        console.err().println("slipstream: " + e);
        e.printStackTrace(console.err());
        return LaunchFailure.DID_NOT_RUN;
    }

    private static void printUsage(PrintStream out) {
        try (InputStream usage = Slipstream.class.getResourceAsStream("usage.txt")) {
            if (usage == null) {
                throw new IllegalStateException("usage.txt is missing from the jar");
            }
            out.print(new String(usage.readAllBytes(), StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new IllegalStateException("usage.txt cannot be read", e);
        }
    }
}
