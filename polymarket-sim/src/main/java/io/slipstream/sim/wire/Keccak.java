package io.slipstream.sim.wire;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.KeccakDigest;

/** Keccak-256 as Ethereum uses it, and the hexadecimal spelling of its results. */
public final class Keccak {

    private static final HexFormat HEX = HexFormat.of();

    private Keccak() {}

    /** Hashes the concatenation of the parts to 32 bytes. */
    public static byte[] hash(byte[]... parts) {
        KeccakDigest digest = new KeccakDigest(256);
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        byte[] out = new byte[32];
        digest.doFinal(out, 0);
        return out;
    }

    /** Hashes a label in UTF-8; the way every made-up identifier of the simulator is derived. */
    public static byte[] hash(String label) {
        return hash(label.getBytes(StandardCharsets.UTF_8));
    }

    /** Hashes a label to a 0x-prefixed word of 64 lower-case hexadecimal digits. */
    public static String word(String label) {
        return hex(hash(label));
    }

    /** Derives a 0x-prefixed lower-case address from a label. */
    public static String address(String label) {
        return "0x" + HEX.formatHex(hash(label), 12, 32);
    }

    /** Spells bytes as 0x-prefixed lower-case hexadecimal. */
    public static String hex(byte[] bytes) {
        return "0x" + HEX.formatHex(bytes);
    }

    /** Reads a 0x-prefixed hexadecimal string of an even number of digits. */
    public static byte[] bytes(String hex) {
        return HEX.parseHex(hex, 2, hex.length());
    }
}
