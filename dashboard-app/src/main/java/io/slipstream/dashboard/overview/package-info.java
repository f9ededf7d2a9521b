/** The one page that shows the state of the whole system and keeps itself current. */
@NullMarked
package io.slipstream.dashboard.overview;

import org.jspecify.annotations.NullMarked;
