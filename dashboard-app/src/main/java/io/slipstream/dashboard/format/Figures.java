package io.slipstream.dashboard.format;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes figures and times for a page, the same on every machine. What is not known is a dash, never a zero. */
public final class Figures {

    /** What stands where nothing is known. */
    public static final String UNKNOWN = "–";

    private static final DecimalFormatSymbols SYMBOLS = DecimalFormatSymbols.getInstance(Locale.ROOT);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /** Dollars and cents: $1,234.50. */
    public String usdc(@Nullable BigDecimal amount) {
        return amount == null
                ? UNKNOWN
                : sign(cents(amount), "") + "$"
                        + number("#,##0.00", cents(amount).abs());
    }

    /** Dollars and cents of a result, with its sign: +$1,234.50. */
    public String signedUsdc(@Nullable BigDecimal amount) {
        return amount == null
                ? UNKNOWN
                : sign(cents(amount), "+") + "$"
                        + number("#,##0.00", cents(amount).abs());
    }

    /** Dollars of a result to the millionth, with its sign, for what must add up: +$1.234567. */
    public String exactUsdc(@Nullable BigDecimal amount) {
        return amount == null ? UNKNOWN : sign(amount, "+") + "$" + number("#,##0.000000", amount.abs());
    }

    /** Dollars and cents of a fee, which is often less than a cent and then no zero: < $0.01. */
    public String fee(@Nullable BigDecimal amount) {
        return amount != null && amount.signum() > 0 && cents(amount).signum() == 0 ? "< $0.01" : usdc(amount);
    }

    /** A fee to the last of the five decimals that the venue charges, for what must be compared. */
    public String exactFee(@Nullable BigDecimal amount) {
        return amount == null ? UNKNOWN : "$" + number("#,##0.00###", amount);
    }

    /** A price in dollars a share, to the venue's smallest tick. */
    public String price(@Nullable BigDecimal price) {
        return price == null ? UNKNOWN : number("0.00##", price);
    }

    /** Shares, to two decimals. */
    public String shares(@Nullable BigDecimal shares) {
        return shares == null ? UNKNOWN : number("#,##0.##", shares);
    }

    /** A count. */
    public String count(long count) {
        return number("#,##0", BigDecimal.valueOf(count));
    }

    /** A whole number that may be unknown, such as a block's. */
    public String whole(@Nullable Long number) {
        return number == null ? UNKNOWN : count(number);
    }

    /** A count of things in words: 1 fill, 2 fills. */
    public String counted(long count, String thing) {
        return count(count) + " " + thing + (count == 1 ? "" : "s");
    }

    /** Shares that came in or went out, with their sign and all their decimals. */
    public String signedShares(@Nullable BigDecimal shares) {
        return shares == null ? UNKNOWN : sign(shares, "+") + number("#,##0.######", shares.abs());
    }

    /** A measure without its unit, to one decimal. */
    public String decimal(@Nullable BigDecimal value) {
        return value == null ? UNKNOWN : sign(value, "") + number("#,##0.#", value.abs());
    }

    /** How long something takes, to its two largest units: 2 h 13 min. */
    public String duration(@Nullable Duration duration) {
        if (duration == null) {
            return UNKNOWN;
        }
        if (duration.toMinutes() < 1) {
            return duration.toSeconds() + " s";
        }
        if (duration.toHours() < 1) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return duration.toDays() < 1
                ? duration.toHours() + " h " + duration.toMinutesPart() + " min"
                : count(duration.toDays()) + " d " + duration.toHoursPart() + " h";
    }

    /** A percentage. */
    public String percent(@Nullable BigDecimal percent) {
        return percent == null ? UNKNOWN : number("0.#", percent) + "%";
    }

    /** A part of a whole that is not zero, in whole per cent; neither nothing nor all of it unless it is. */
    public String share(long part, long whole) {
        long rounded = (100 * part + whole / 2) / whole;
        return part > 0 && rounded == 0 ? "< 1%" : part < whole && rounded == 100 ? "> 99%" : rounded + "%";
    }

    /** A percentage of which the last bit matters, to four decimals: rounded down, so that only a hundred is 100%. */
    public String exactPercent(@Nullable BigDecimal percent) {
        return percent == null ? UNKNOWN : number("0.####", percent.setScale(4, RoundingMode.FLOOR)) + "%";
    }

    /** A relative change, with its sign: +1.25%. */
    public String signedPercent(@Nullable BigDecimal percent) {
        return percent == null ? UNKNOWN : sign(percent, "+") + number("#,##0.00", percent.abs()) + "%";
    }

    /** Milliseconds, as seconds from one second on. */
    public String millis(@Nullable BigDecimal millis) {
        if (millis == null) {
            return UNKNOWN;
        }
        return millis.abs().compareTo(BigDecimal.valueOf(1_000)) < 0
                ? number("0", millis) + " ms"
                : number("#,##0.00", millis.movePointLeft(3)) + " s";
    }

    /** Whole milliseconds that may be unknown, as seconds from one second on. */
    public String lag(@Nullable Long millis) {
        return millis(millis == null ? null : BigDecimal.valueOf(millis));
    }

    /** The time of day in UTC. */
    public String time(@Nullable Instant at) {
        return at == null ? UNKNOWN : TIME.format(at);
    }

    /** Day and time in UTC. */
    public String dateTime(@Nullable Instant at) {
        return at == null ? UNKNOWN : DATE_TIME.format(at);
    }

    /** Which way a result went, as a style class: up, down or flat. */
    public String direction(@Nullable BigDecimal amount) {
        int signum = amount == null ? 0 : cents(amount).signum();
        return signum == 0 ? "flat" : signum > 0 ? "up" : "down";
    }

    /** A long number or address by its two ends. */
    public String ends(String text) {
        return text.length() <= 14 ? text : text.substring(0, 6) + "…" + text.substring(text.length() - 4);
    }

    private static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_EVEN);
    }

    private static String sign(BigDecimal amount, String positive) {
        return amount.signum() < 0 ? "−" : amount.signum() > 0 ? positive : "";
    }

    /** A DecimalFormat of its own for each call: it keeps state and is not for several threads. */
    private static String number(String pattern, BigDecimal value) {
        DecimalFormat format = new DecimalFormat(pattern, SYMBOLS);
        format.setRoundingMode(RoundingMode.HALF_EVEN);
        return format.format(value);
    }
}
