/** The dashboard: reads the same PostgreSQL, files commands there. */
@NullMarked
package io.slipstream.dashboard;

import org.jspecify.annotations.NullMarked;
