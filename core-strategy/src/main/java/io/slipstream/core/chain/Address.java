package io.slipstream.core.chain;

import java.util.Locale;

/**
 * An account or contract on the chain.
 *
 * @param hex {@code 0x} and forty lower-case hex digits
 */
public record Address(String hex) implements Comparable<Address> {

    private static final int LENGTH = 42;

    /** Takes any letter case. */
    public Address {
        hex = hex.strip().toLowerCase(Locale.ROOT);
        if (hex.length() != LENGTH || !Hex.isHex(hex)) {
            throw new IllegalArgumentException("not an address (0x and 40 hex digits): " + hex);
        }
    }

    /** The address in the last twenty bytes of a 32-byte topic. */
    public static Address ofTopic(String topic) {
        if (topic.length() != 66 || !topic.startsWith("0x000000000000000000000000")) {
            throw new IllegalArgumentException("not an address topic: " + topic);
        }
        return new Address("0x" + topic.substring(26));
    }

    /** This address left-padded to a 32-byte topic, as a log filter takes it. */
    public String toTopic() {
        return "0x000000000000000000000000" + hex.substring(2);
    }

    @Override
    public int compareTo(Address other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
