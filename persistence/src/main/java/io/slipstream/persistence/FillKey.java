package io.slipstream.persistence;

import io.slipstream.core.chain.LeaderFill;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests that are claimed in the database so that nothing is stored twice. */
final class FillKey {

    private FillKey() {}

    /** The identity that a fill claims: its log, see {@link LeaderFill#sighting}. */
    static byte[] of(LeaderFill fill) {
        return digest(fill.sighting());
    }

    static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
