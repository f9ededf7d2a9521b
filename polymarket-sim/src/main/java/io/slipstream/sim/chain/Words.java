package io.slipstream.sim.chain;

import java.math.BigInteger;

/** ABI words: 32 bytes as 64 hexadecimal digits. */
final class Words {

    static final String ZERO = "0".repeat(64);

    private Words() {}

    static String of(long value) {
        return pad(Long.toHexString(value));
    }

    static String of(BigInteger value) {
        return pad(value.toString(16));
    }

    /** An address as a topic: 0x, 24 zeros, 40 digits. */
    static String address(String address) {
        return "0x" + pad(address.substring(2));
    }

    static String data(String... words) {
        return "0x" + String.join("", words);
    }

    private static String pad(String digits) {
        return "0".repeat(64 - digits.length()) + digits;
    }
}
