/** Who may look: the one user, the log-in page, and the brake on guessing. */
@NullMarked
package io.slipstream.dashboard.login;

import org.jspecify.annotations.NullMarked;
