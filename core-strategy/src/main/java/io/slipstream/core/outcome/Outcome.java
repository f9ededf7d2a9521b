package io.slipstream.core.outcome;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a run came to, minute by minute. The order in which lines are added does not matter. Owned by one thread. */
public final class Outcome {

    private static final long MICROS_PER_MINUTE = Duration.ofMinutes(1).toNanos() / 1_000;

    private final long fromMicros;
    private final long toMicros;
    private final TreeMap<Long, List<OutcomeLine>> byMinute = new TreeMap<>();

    /** Of everything. */
    public Outcome() {
        this(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** Of a window, epoch microseconds; its end is not part of it. */
    public Outcome(long fromMicros, long toMicros) {
        this.fromMicros = fromMicros;
        this.toMicros = toMicros;
    }

    /**
     * Where two outcomes part.
     *
     * @param here the line that only the one has, null if it ended
     * @param there the line that only the other has, null if it ended
     */
    public record Difference(
            @Nullable OutcomeLine here, @Nullable OutcomeLine there) {}

    /** Takes a line down, if it is of the window. */
    public void add(OutcomeLine line) {
        if (line.atMicros() < fromMicros || line.atMicros() >= toMicros) {
            return;
        }
        byMinute.computeIfAbsent(minuteOf(line.atMicros()), _ -> new ArrayList<>())
                .add(line);
    }

    /** The minutes in which something came of it, minutes since 1970. */
    public SortedSet<Long> minutes() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(byMinute.keySet()));
    }

    /** The lines of a minute, in their order. */
    public List<OutcomeLine> lines(long minute) {
        return byMinute.getOrDefault(minute, List.of()).stream().sorted().toList();
    }

    /** All lines, in their order. */
    public List<OutcomeLine> lines() {
        return byMinute.keySet().stream()
                .flatMap(minute -> lines(minute).stream())
                .toList();
    }

    /** SHA-256 over the lines of a minute, hexadecimal. */
    public String hash(long minute) {
        MessageDigest digest = sha256();
        for (OutcomeLine line : lines(minute)) {
            digest.update("%d %s %s\n"
                    .formatted(line.atMicros(), line.kind(), line.text())
                    .getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** SHA-256 over all minutes' hashes, hexadecimal. */
    public String hash() {
        MessageDigest digest = sha256();
        byMinute.keySet()
                .forEach(
                        minute -> digest.update((minute + " " + hash(minute) + "\n").getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The first line that only one of the two has, null if they are the same. */
    public @Nullable Difference firstDifference(Outcome other) {
        List<OutcomeLine> here = lines();
        List<OutcomeLine> there = other.lines();
        for (int i = 0; i < Math.max(here.size(), there.size()); i++) {
            OutcomeLine mine = i < here.size() ? here.get(i) : null;
            OutcomeLine theirs = i < there.size() ? there.get(i) : null;
            if (mine == null || theirs == null) {
                return new Difference(mine, theirs);
            }
            int order = mine.compareTo(theirs);
            if (order != 0) {
                // the same event told otherwise, or one that the other lacks
                boolean same = mine.atMicros() == theirs.atMicros() && mine.kind() == theirs.kind();
                return same ? new Difference(mine, theirs) : onlyOne(mine, theirs, order);
            }
        }
        return null;
    }

    private static Difference onlyOne(OutcomeLine mine, OutcomeLine theirs, int order) {
        return order < 0 ? new Difference(mine, null) : new Difference(null, theirs);
    }

    /** The minute that a moment is in. */
    public static long minuteOf(long atMicros) {
        return Math.floorDiv(atMicros, MICROS_PER_MINUTE);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
