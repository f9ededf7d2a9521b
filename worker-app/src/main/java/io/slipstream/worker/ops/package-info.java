/** Health, metrics and what the dashboard is told. */
@NullMarked
package io.slipstream.worker.ops;

import org.jspecify.annotations.NullMarked;
