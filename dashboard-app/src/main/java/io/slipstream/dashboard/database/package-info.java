/** Reading from a PostgreSQL that may be down, go away, or not have the schema yet. */
@NullMarked
package io.slipstream.dashboard.database;

import org.jspecify.annotations.NullMarked;
