package io.slipstream.worker.replay;

import io.slipstream.worker.session.Sessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which recorded sessions are meant. */
final class SessionOptions {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "the first moment, such as 2026-11-22T19:30:00Z; without it the beginning")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "the moment before which it ends; without it the end")
    private @Nullable String to;

    @Option(names = "--tape", paramLabel = "DIR", description = "the tape's directory; without it the one in TAPE_DIR")
    private @Nullable Path tape;

    private final Map<String, String> environment;

    SessionOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    Window window() {
        Window window = new Window(nanos(from, Long.MIN_VALUE), nanos(to, Long.MAX_VALUE));
        if (window.fromNanos() >= window.untilNanos()) {
            throw wrong("--from must be before --to");
        }
        return window;
    }

    Sessions sessions() throws IOException {
        Path directory = tape;
        if (directory == null) {
            String named = environment.getOrDefault("TAPE_DIR", "");
            if (named.isBlank()) {
                throw wrong("name the tape's directory with --tape, or set TAPE_DIR");
            }
            directory = Path.of(named);
        }
        if (!Files.isDirectory(directory)) {
            throw wrong("there is no directory " + directory);
        }
        return Sessions.open(directory);
    }

    /** Those of a tape's sessions that the window touches; never none. */
    List<Sessions.Glance> chosen(List<Sessions.Glance> all, Window window) {
        List<Sessions.Glance> chosen = all.stream()
                .filter(session -> session.touches(window.fromNanos(), window.untilNanos()))
                .toList();
        if (all.isEmpty()) {
            throw wrong(
                    "no session begins on this tape: was the worker run with TAPE_DIR, and has retention left its beginning?");
        }
        if (chosen.isEmpty()) {
            throw wrong("no session is in this window; the tape has %s to %s"
                    .formatted(
                            moment(all.getFirst().fromNanos()),
                            moment(all.getLast().toNanos())));
        }
        return chosen;
    }

    static Instant moment(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }

    private ParameterException wrong(String what) {
        if (command == null) {
            throw new IllegalStateException("used outside of a command");
        }
        return new ParameterException(command.commandLine(), what);
    }

    private long nanos(@Nullable String text, long otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            Instant instant = Instant.parse(text);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            throw wrong(text + " is no moment such as 2026-11-22T19:30:00Z");
        }
    }
}
