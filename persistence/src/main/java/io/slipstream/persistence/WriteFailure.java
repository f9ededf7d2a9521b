package io.slipstream.persistence;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.TransactionException;

/**
 * Why something was not stored, and what helps.
 *
 * @param sqlState of PostgreSQL, null if it was not asked
 * @param text what went wrong, in one sentence
 */
public record WriteFailure(Remedy remedy, @Nullable String sqlState, String text) {

    /** What to do about it. */
    public enum Remedy {
        /** It has nothing to do with what was to be stored: the same again after a pause. */
        AGAIN,
        /** It may be what was to be stored: again after a pause, and in parts if it stays so while the database answers. */
        SUSPECT,
        /** It is what was to be stored: the same again will fail again. */
        REFUSED
    }

    /** Of an exception that a store threw. */
    public static WriteFailure of(Throwable failure) {
        Throwable root = failure;
        SQLException sql = null;
        boolean reached = true;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause;
            reached &= !(cause instanceof TransactionException);
            if (cause instanceof SQLException found && (sql == null || found.getSQLState() != null)) {
                sql = found;
            }
        }
        String text = root.getClass().getSimpleName() + ": " + root.getMessage();
        if (sql == null) {
            boolean unreachable = !reached || failure instanceof DataAccessResourceFailureException;
            return new WriteFailure(unreachable ? Remedy.AGAIN : Remedy.REFUSED, null, text);
        }
        String state = sql.getSQLState();
        if (state == null) {
            return new WriteFailure(Remedy.AGAIN, null, text); // of the pool
        }
        boolean pool = sql instanceof SQLTransientException || !reached;
        return new WriteFailure(pool ? Remedy.AGAIN : remedy(state.toUpperCase(Locale.ROOT)), state, text);
    }

    /** By the classes of PostgreSQL's appendix A. */
    private static Remedy remedy(String state) {
        return switch (state) {
            case "57014" -> Remedy.SUSPECT; // took too long
            case "25006", "25P03", "55P03", "55006" -> Remedy.AGAIN; // a standby, an idle session, a lock
            default ->
                switch (state.substring(0, Math.min(2, state.length()))) {
                    case "40", "53", "57" -> Remedy.AGAIN; // deadlock, resources, shutdown
                    case "08", "58", "XX", "F0" ->
                        Remedy.SUSPECT; // a connection that breaks, an error of the server itself
                    default -> Remedy.REFUSED;
                };
        };
    }
}
