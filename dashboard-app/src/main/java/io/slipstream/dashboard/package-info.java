/** The dashboard: a process of its own that reads the worker's PostgreSQL and never writes to it. */
@NullMarked
package io.slipstream.dashboard;

import org.jspecify.annotations.NullMarked;
