/** The command line behind ./slipstream: starts, watches and stops the processes, and sums up a run. */
@NullMarked
package io.slipstream.launcher;

import org.jspecify.annotations.NullMarked;
