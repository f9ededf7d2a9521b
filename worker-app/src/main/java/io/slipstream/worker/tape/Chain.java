package io.slipstream.worker.tape;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 over what was before and what is added: nobody can change, take out or exchange a piece unnoticed. */
final class Chain {

    /** Bytes of a hash. */
    static final int LENGTH = 32;

    private Chain() {}

    /** What the first segment of all follows. */
    static byte[] beginning() {
        return new byte[LENGTH];
    }

    /** The hash of pieces, one behind the other; their positions are moved to their ends. */
    static byte[] hash(byte[] before, ByteBuffer... pieces) {
        MessageDigest digest = digest();
        digest.update(before);
        for (ByteBuffer piece : pieces) {
            digest.update(piece);
        }
        return digest.digest();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
