package io.slipstream.worker.engine;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** How far the engine is behind what comes, as meters. */
public final class InboxMeters {

    private InboxMeters() {}

    /** Begins to show an inbox, by the clock that stamps its events. */
    public static void register(MeterRegistry registry, EngineInbox inbox, EpochNanos clock) {
        registry.gauge("slipstream.inbox.depth", inbox, EngineInbox::depth);
        TimeGauge.builder("slipstream.inbox.wait", inbox, TimeUnit.NANOSECONDS, waited -> {
                    long now = clock.now();
                    return Math.max(0, now - waited.waitingSinceNanos(now));
                })
                .description("how long the next event has waited")
                .register(registry);
        counter(registry, "slipstream.inbox.merged", inbox, EngineInbox::merged);
        counter(registry, "slipstream.inbox.lost", inbox, EngineInbox::lost);
        counter(registry, "slipstream.inbox.doubted", inbox, EngineInbox::doubted);
    }

    private static void counter(
            MeterRegistry registry, String name, EngineInbox inbox, ToDoubleFunction<EngineInbox> value) {
        FunctionCounter.builder(name, inbox, value).register(registry);
    }
}
