package io.slipstream.dashboard.database;

import java.time.Instant;

/**
 * Why there is nothing to show right now.
 *
 * @param kind what is wrong
 * @param since when it was first seen to be wrong
 */
public record DatabaseOutage(Kind kind, Instant since) {

    /** What can be wrong with the database, as an operator would tell it apart. */
    public enum Kind {
        /** No connection, or it broke. */
        UNREACHABLE("Database not reachable"),
        /** The server answers, but turns our user away or does not know the database. */
        REFUSED("The database refuses this dashboard's user, password or database name"),
        /** The server answers, but the worker's tables are not there. */
        SCHEMA_MISSING("Waiting for the worker to create the schema"),
        /** Queries are cut off by their timeout. */
        OVERLOADED("The database answers too slowly");

        private final String headline;

        Kind(String headline) {
            this.headline = headline;
        }

        /** The sentence that heads the banner. */
        public String headline() {
            return headline;
        }
    }
}
