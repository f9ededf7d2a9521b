/** Whether anything is being missed and which node is at fault: the proof, the nodes, and what does not add up. */
@NullMarked
package io.slipstream.dashboard.detection;

import org.jspecify.annotations.NullMarked;
