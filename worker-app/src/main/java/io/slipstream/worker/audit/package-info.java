/** The proof that nothing is missed: final blocks read a second time and held against what is stored. */
@NullMarked
package io.slipstream.worker.audit;

import org.jspecify.annotations.NullMarked;
