package io.slipstream.persistence;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Something that was not stored where it belongs.
 *
 * @param identity digest of what it is, the same at every delivery
 * @param kind what it is
 * @param follows identity of what it depends on, null if it was refused itself
 * @param reason a sentence
 * @param payload all of it, as text of plain ASCII
 */
public record QuarantinedFact(
        String identity,
        String kind,
        @Nullable String follows,
        String reason,
        @Nullable String sqlState,
        String payload) {

    private static final int LONGEST = 100_000;
    private static final int LONGEST_REASON = 2_000;
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int LAST_PRINTABLE = 0x7e;

    /** Makes reason and payload storable whatever they hold. */
    public QuarantinedFact {
        reason = escaped(reason, LONGEST_REASON);
        payload = escaped(payload, LONGEST);
    }

    /** Something that was refused itself; the key tells it from others of its kind. */
    public static QuarantinedFact refused(String kind, String key, WriteFailure why, Object what) {
        return new QuarantinedFact(identity(kind, key), kind, null, why.text(), why.sqlState(), told(what));
    }

    /** Something that cannot be stored without what it depends on. */
    static QuarantinedFact following(String root, String kind, String key, Object what) {
        return new QuarantinedFact(
                identity(kind, root + key), kind, root, "depends on what is in quarantine", null, told(what));
    }

    static String identity(String kind, String key) {
        return HexFormat.of().formatHex(FillKey.digest(kind + "|" + key));
    }

    /** Never fails: what cannot tell of itself is named. */
    private static String told(Object what) {
        try {
            return what.toString();
        } catch (RuntimeException e) {
            return what.getClass().getName() + " that cannot be written out: " + e;
        }
    }

    private static String escaped(String text, int longest) {
        StringBuilder ascii = new StringBuilder(Math.min(text.length(), longest) + 16);
        for (int i = 0; i < text.length(); i++) {
            if (ascii.length() >= longest) {
                return ascii.append("... (")
                        .append(text.length())
                        .append(" characters)")
                        .toString();
            }
            char c = text.charAt(i);
            if (c >= FIRST_PRINTABLE && c <= LAST_PRINTABLE) {
                ascii.append(c);
            } else {
                ascii.append("\\u%04x".formatted((int) c));
            }
        }
        return ascii.toString();
    }
}
