package io.slipstream.worker.tape;

import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.worker.settings.WorkerSettings;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The tape of the frames, as the settings ask for it. It is made before the feeds and closed after them. */
@Configuration(proxyBeanMethods = false)
class TapeConfiguration {

    @Bean(destroyMethod = "close")
    @Primary
    Tape tape(WorkerSettings settings, InstantSource clock, MeterRegistry registry) {
        return Tape.start(settings.tape().ofFrames(), clock, registry, "slipstream.tape");
    }
}
