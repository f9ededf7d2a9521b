/** The embedded PostgreSQL: a real server whose data directory outlives every launcher, however that one ended. */
@NullMarked
package io.slipstream.launcher.database;

import org.jspecify.annotations.NullMarked;
