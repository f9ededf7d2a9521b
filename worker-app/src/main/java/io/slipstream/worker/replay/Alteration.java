package io.slipstream.worker.replay;

import io.slipstream.core.copy.CopyPolicy;
import io.slipstream.core.engine.EngineConfig;
import io.slipstream.core.execution.Latency;
import io.slipstream.core.execution.PaperConditions;
import java.util.function.UnaryOperator;

/**
 * What is to be otherwise than it was.
 *
 * @param addedLatencyNanos how much longer every order takes to reach the venue
 * @param policy how leaders are copied
 */
public record Alteration(long addedLatencyNanos, UnaryOperator<CopyPolicy> policy) {

    /** Nothing: the session as it was. */
    public static final Alteration NONE = new Alteration(0, UnaryOperator.identity());

    /** Orders take longer. */
    public static Alteration later(long nanos) {
        return new Alteration(nanos, UnaryOperator.identity());
    }

    EngineConfig of(EngineConfig was) {
        PaperConditions paper = was.paper();
        Latency submit =
                addedLatencyNanos == 0 ? paper.submit() : new Latency.Longer(paper.submit(), addedLatencyNanos);
        return was.with(policy.apply(was.policy()), paper.withSubmit(submit));
    }
}
