/** What a run did: the simulator's truth held against the worker's ledger, and the page that says so. */
@NullMarked
package io.slipstream.launcher.summary;

import org.jspecify.annotations.NullMarked;
