package io.slipstream.worker;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether the engine runs. */
@Component
class EngineHealthIndicator implements HealthIndicator {

    private final WorkerRuntime runtime;

    EngineHealthIndicator(WorkerRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public Health health() {
        String fault = runtime.engineFault();
        if (fault != null) {
            return Health.down().withDetail("fault", fault).build();
        }
        return (runtime.isRunning() ? Health.up() : Health.outOfService()).build();
    }
}
