package io.slipstream.worker.tape;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a segment is called: its hour in UTC, and a number if it is not the hour's first. Their order is the order in which
 * they were written.
 *
 * @param hour the beginning of the hour
 * @param number from 1
 */
record SegmentName(Instant hour, int number) implements Comparable<SegmentName> {

    private static final String SUFFIX = ".tape";
    private static final Pattern FORM =
            Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)T([01]\\d|2[0-3])(?:-([1-9]\\d{0,8}))?\\.tape");
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HH").withZone(ZoneOffset.UTC);
    private static final Comparator<SegmentName> ORDER =
            Comparator.comparing(SegmentName::hour).thenComparingInt(SegmentName::number);

    /** The first of an instant's hour. */
    static SegmentName first(Instant within) {
        return new SegmentName(within.truncatedTo(ChronoUnit.HOURS), 1);
    }

    /** What a file is called, empty if it is no segment. */
    static Optional<SegmentName> of(Path file) {
        Matcher matcher = FORM.matcher(String.valueOf(file.getFileName()));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String date =
                "%s-%s-%sT%s:00:00Z".formatted(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4));
        try {
            String number = matcher.group(5);
            return Optional.of(new SegmentName(Instant.parse(date), number == null ? 1 : Integer.parseInt(number)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The one after it at an instant: the clock may have gone back, names do not. */
    SegmentName next(Instant now) {
        SegmentName fresh = first(now);
        return fresh.hour.isAfter(hour) ? fresh : new SegmentName(hour, number + 1);
    }

    /** When its hour ends. */
    Instant end() {
        return hour.plus(1, ChronoUnit.HOURS);
    }

    Path file(Path directory) {
        return directory.resolve(toString());
    }

    Path index(Path directory) {
        return directory.resolve(this + ".idx");
    }

    @Override
    public int compareTo(SegmentName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return HOUR.format(hour) + (number == 1 ? "" : "-" + number) + SUFFIX;
    }
}
