package io.slipstream.persistence;

/** Another worker works on the database, and two would copy every fill twice. Its process ends with {@link #EXIT_CODE}. */
public final class DatabaseTakenException extends RuntimeException {

    /** Starting again does not help while the other worker runs. */
    public static final int EXIT_CODE = 76;

    private static final long serialVersionUID = 1L;

    DatabaseTakenException(String holder) {
        super("Another worker uses this database: " + holder + ".");
    }
}
