/** What a run of the engine came to, in a form in which two runs can be held against each other. */
@NullMarked
package io.slipstream.core.outcome;

import org.jspecify.annotations.NullMarked;
