package io.slipstream.worker.tape;

import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.worker.settings.TapeSettings;
import io.slipstream.worker.settings.WorkerSettings;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tape that the settings ask for. It is made before the feeds and closed after them. */
@Configuration(proxyBeanMethods = false)
class TapeConfiguration {

    @Bean(destroyMethod = "close")
    Tape tape(WorkerSettings settings, InstantSource clock, MeterRegistry registry) {
        TapeSettings tape = settings.tape();
        if (tape.directory() == null) {
            return Tape.NONE;
        }
        TapeMeters meters = new TapeMeters();
        meters.register(registry);
        return DiskTape.start(tape, clock, meters);
    }
}
