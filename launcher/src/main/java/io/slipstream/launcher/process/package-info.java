/** Child processes: starting them, knowing when they are ready, noticing when they die, and stopping them for certain. */
@NullMarked
package io.slipstream.launcher.process;

import org.jspecify.annotations.NullMarked;
