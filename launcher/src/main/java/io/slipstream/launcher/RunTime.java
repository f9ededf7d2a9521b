package io.slipstream.launcher;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how long a run shall take, as people write it: 90s, 2m, 1h30m. */
final class RunTime implements ITypeConverter<Duration> {

    private static final Pattern FORM = Pattern.compile("(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?");

    @Override
    public Duration convert(String value) {
        Matcher parts = FORM.matcher(value.trim());
        if (!parts.matches()) {
            throw unreadable(value);
        }
        Duration duration =
                Duration.ofHours(number(parts, 1)).plusMinutes(number(parts, 2)).plusSeconds(number(parts, 3));
        if (duration.isZero()) {
            throw unreadable(value);
        }
        return duration;
    }

    private static long number(Matcher parts, int group) {
        String digits = parts.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static TypeConversionException unreadable(String value) {
        return new TypeConversionException(
                "'" + value + "' is not a time: write hours, minutes and seconds as in 90s, 2m or 1h30m");
    }
}
