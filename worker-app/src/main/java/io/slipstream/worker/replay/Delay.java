package io.slipstream.worker.replay;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code +250ms}, {@code 250ms} or {@code 5s} as nanoseconds. */
final class Delay implements ITypeConverter<Long> {

    private static final Pattern FORM = Pattern.compile("\\+?(\\d{1,6})(ms|s)");
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long MILLIS_PER_SECOND = 1_000L;

    @Override
    public Long convert(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new TypeConversionException("'%s' is no time such as +50ms or 5s".formatted(text));
        }
        long millis = Long.parseLong(form.group(1)) * (form.group(2).equals("s") ? MILLIS_PER_SECOND : 1);
        return millis * NANOS_PER_MILLI;
    }

    /** The same in words. */
    static String text(long nanos) {
        long millis = nanos / NANOS_PER_MILLI;
        return millis > 0 && millis % MILLIS_PER_SECOND == 0 ? millis / MILLIS_PER_SECOND + " s" : millis + " ms";
    }
}
