package io.slipstream.core.market;

import java.math.BigInteger;

/** An outcome token: a 256-bit number, up to 78 decimal digits. The hash is kept, since it is the key of everything. */
public final class TokenId implements Comparable<TokenId> {

    private final BigInteger value;
    private final int hash;

    private TokenId(BigInteger value) {
        if (value.signum() <= 0 || value.bitLength() > 256) {
            throw new IllegalArgumentException("not a token id (1 to 2^256-1): " + value);
        }
        this.value = value;
        this.hash = value.hashCode();
    }

    /** The token of this number. */
    public static TokenId of(BigInteger value) {
        return new TokenId(value);
    }

    /** The token of this decimal number, as the venue's interfaces write it. */
    public static TokenId of(String decimal) {
        return new TokenId(new BigInteger(decimal));
    }

    /** The number itself. */
    public BigInteger value() {
        return value;
    }

    @Override
    public int compareTo(TokenId other) {
        return value.compareTo(other.value);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof TokenId that && hash == that.hash && value.equals(that.value));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
