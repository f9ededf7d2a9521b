package io.slipstream.worker.market;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight characters of a text at once, the first one lowest. Of the bits that tell where something is, one to a character, the
 * lowest is right and those above it may not be.
 */
final class Octets {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH = EACH << 7;
    private static final long QUOTES = EACH * '"';
    private static final long BACKSLASHES = EACH * '\\';
    private static final long SPACES = EACH * ' ';
    private static final long ZEROS = EACH * '0';
    /** What takes ten to the high bit, and nine not. */
    private static final long ABOVE_NINE = EACH * (0x80 - 10);

    private static final long TENS = (10L << 8) + 1;
    private static final long HUNDREDS = (100L << 16) + 1;
    private static final long TEN_THOUSANDS = (10_000L << 32) + 1;

    private Octets() {}

    /** The eight characters from a place on, which are there. */
    static long at(byte[] text, int from) {
        return (long) LONGS.get(text, from);
    }

    /** The first so many of them, zeros behind. */
    static long first(long octets, int count) {
        return count >= Long.BYTES ? octets : octets & ((1L << (count << 3)) - 1);
    }

    /** Where a string ends, or is not a plain one: quotes, backslashes and control characters. */
    static long stops(long octets) {
        return quotes(octets) | zeros(octets ^ BACKSLASHES) | ((octets - SPACES) & ~octets & HIGH);
    }

    static long quotes(long octets) {
        return zeros(octets ^ QUOTES);
    }

    static long dots(long octets) {
        return zeros(octets ^ (EACH * '.'));
    }

    /** The place of the lowest bit, 8 if there is none. */
    static int index(long bits) {
        return Long.numberOfTrailingZeros(bits) >>> 3;
    }

    /** Without the character at a place: those behind it move up. */
    static long without(long octets, int place) {
        long before = (1L << (place << 3)) - 1;
        return (octets & before) | ((octets >>> 8) & ~before);
    }

    /** The number that the first characters are, -1 if one of them is no digit. */
    static long number(long octets, int count) {
        int missing = (Long.BYTES - count) << 3;
        long digits = ((octets << missing) | (ZEROS & ((1L << missing) - 1))) ^ ZEROS;
        if ((((digits + ABOVE_NINE) | digits) & HIGH) != 0) {
            return -1;
        }
        // neighbours together: to two digits, to four, to eight
        long pairs = ((digits * TENS) >>> 8) & 0x00FF00FF00FF00FFL;
        long fours = ((pairs * HUNDREDS) >>> 16) & 0x0000FFFF0000FFFFL;
        return (fours * TEN_THOUSANDS) >>> 32;
    }

    private static long zeros(long octets) {
        return (octets - EACH) & ~octets & HIGH;
    }
}
