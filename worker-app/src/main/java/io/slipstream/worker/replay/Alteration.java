package io.slipstream.worker.replay;

import io.slipstream.core.engine.EngineConfig;
import io.slipstream.core.execution.Latency;
import io.slipstream.core.execution.PaperConditions;
import io.slipstream.worker.settings.PolicyFlags;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is to be otherwise than it was.
 *
 * @param addedLatencyNanos how much longer every order takes to reach the venue
 * @param policy a file that says how leaders are copied, null for as it was
 */
record Alteration(long addedLatencyNanos, @Nullable Path policy) {

    /** Nothing: the session as it was. */
    static final Alteration NONE = new Alteration(0, null);

    /** Orders take longer. */
    static Alteration later(long nanos) {
        return new Alteration(nanos, null);
    }

    /** What the engine runs under then. */
    EngineConfig of(EngineConfig was) throws IOException {
        PaperConditions paper = was.paper();
        if (addedLatencyNanos > 0) {
            paper = paper.withSubmit(new Latency.Longer(paper.submit(), addedLatencyNanos));
        }
        return was.with(policy == null ? was.policy() : PolicyFlags.read(policy, was.policy(), paper), paper);
    }
}
