/** What following costs: the difference to the leaders' results, cut into where it comes from, and the copies it is made of. */
@NullMarked
package io.slipstream.dashboard.penalty;

import org.jspecify.annotations.NullMarked;
