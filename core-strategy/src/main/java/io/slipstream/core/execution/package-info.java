/** Orders and their execution; on paper against the book as it stands when the order would have arrived. */
@NullMarked
package io.slipstream.core.execution;

import org.jspecify.annotations.NullMarked;
