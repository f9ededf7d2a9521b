package io.slipstream.worker.tape;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Looks at a tape from the shell: {@code tape list|verify|cat [directory] [--from T] [--to T] [--feed NAME]}. */
public final class TapeCommand {

    private static final int USAGE = 64;
    private static final int DAMAGED = 1;
    private static final int UNREADABLE = 2;
    private static final Set<String> OPTIONS = Set.of("--from", "--to", "--feed");
    private static final String HELP = """
            tape list   [directory]      its segments: frames, bytes, first and last moment
            tape verify [directory]      reads everything and holds it against the chain of hashes
            tape cat    [directory] [--from 2026-11-22T19:30:00Z] [--to …] [--feed NAME]
                                         what is on it, one JSON object a line
            Without a directory the one in TAPE_DIR is taken.
            Exit codes: 0 all is well, 1 the tape is damaged, 2 it cannot be read, 64 wrong arguments.""";

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;
    private final JsonMapper json = new JsonMapper();

    /** Writes what is found to one stream and complaints to the other. */
    public TapeCommand(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /** What was asked for. */
    private record Request(
            String verb,
            Path directory,
            long fromNanos,
            long toNanos,
            @Nullable String feed) {}

    /** Does what the arguments say; the exit code. */
    public int run(List<String> arguments) {
        Request request;
        try {
            request = parse(arguments);
        } catch (IllegalArgumentException e) {
            err.println("tape: " + e.getMessage());
            err.println(HELP);
            return USAGE;
        }
        try {
            TapeReader reader = TapeReader.open(request.directory());
            switch (request.verb()) {
                case "list" -> reader.segments().forEach(this::print);
                case "verify" -> verify(reader);
                default -> cat(reader, request);
            }
            out.flush();
            return 0;
        } catch (TapeDamagedException e) {
            err.println(e.getMessage());
            return DAMAGED;
        } catch (IOException e) {
            err.println("the tape cannot be read: " + e);
            return UNREADABLE;
        }
    }

    private void print(TapeReader.Segment segment) {
        out.printf(
                "%-24s %10d frames %12d bytes %6d blocks  %s  %s  %s%n",
                segment.name(),
                segment.frames(),
                segment.bytes(),
                segment.blocks(),
                segment.first(),
                segment.last(),
                segment.ended() ? "ended" : "open, or its worker crashed");
    }

    private void verify(TapeReader reader) throws IOException {
        long frames = 0;
        long missing = 0;
        try (TapeCursor cursor = reader.stream()) {
            for (TapeEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
                switch (entry) {
                    case TapeEntry.Frame _ -> frames++;
                    case TapeEntry.Gap gap -> missing += gap.frames();
                }
            }
            cursor.tornTails()
                    .forEach(torn -> out.printf(
                            "%s, byte %d: %d bytes of a block that a crash interrupted%n",
                            torn.file(), torn.offset(), torn.bytes()));
        }
        out.printf(
                "%d segments, %d frames: every block is what was written; %d frames came that were not recorded%n",
                reader.segments().size(), frames, missing);
    }

    private void cat(TapeReader reader, Request request) throws IOException {
        try (TapeCursor cursor = reader.stream(request.fromNanos(), request.toNanos())) {
            for (TapeEntry entry = cursor.next(); entry != null && !out.checkError(); entry = cursor.next()) {
                if (request.feed() == null || request.feed().equals(entry.feed())) {
                    out.println(json.writeValueAsString(fields(entry)));
                }
            }
        }
    }

    private static Map<String, Object> fields(TapeEntry entry) {
        Map<String, Object> fields = new LinkedHashMap<>();
        switch (entry) {
            case TapeEntry.Frame frame -> {
                fields.put("wallNanos", frame.wallNanos());
                fields.put("monotonicNanos", frame.monotonicNanos());
                fields.put("feed", frame.feed());
                fields.put("about", frame.about());
                fields.put("length", frame.length());
                fields.put("text", frame.text());
            }
            case TapeEntry.Gap gap -> {
                fields.put("feed", gap.feed());
                fields.put("gap", gap.frames());
                fields.put("fromNanos", gap.fromNanos());
                fields.put("untilNanos", gap.untilNanos());
            }
        }
        return fields;
    }

    private Request parse(List<String> arguments) {
        Map<String, String> options = new HashMap<>();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (!word.startsWith("--")) {
                words.add(word);
            } else if (OPTIONS.contains(word) && i + 1 < arguments.size()) {
                options.put(word, arguments.get(++i));
            } else {
                throw new IllegalArgumentException(word + " is no option, or lacks its value");
            }
        }
        if (words.isEmpty()
                || words.size() > 2
                || !Set.of("list", "verify", "cat").contains(words.getFirst())) {
            throw new IllegalArgumentException("say list, verify or cat, and at most one directory");
        }
        String directory = words.size() == 2 ? words.getLast() : environment.getOrDefault("TAPE_DIR", "");
        if (directory.isBlank()) {
            throw new IllegalArgumentException("name a directory, or set TAPE_DIR");
        }
        return new Request(
                words.getFirst(),
                Path.of(directory),
                nanos(options.get("--from"), Long.MIN_VALUE),
                nanos(options.get("--to"), Long.MAX_VALUE),
                options.get("--feed"));
    }

    private static long nanos(@Nullable String moment, long otherwise) {
        if (moment == null) {
            return otherwise;
        }
        try {
            Instant instant = Instant.parse(moment);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(moment + " is no moment such as 2026-11-22T19:30:00Z", e);
        }
    }
}
