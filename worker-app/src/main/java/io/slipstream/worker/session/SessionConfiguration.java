package io.slipstream.worker.session;

import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.worker.feed.Feeds;
import io.slipstream.worker.settings.WorkerSettings;
import io.slipstream.worker.tape.Tape;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What enters the engine is on a tape of its own: a replay need not go over all frames. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    private static final String ENGINE = "engine";

    @Bean(destroyMethod = "close")
    @Qualifier(ENGINE)
    Tape engineTape(WorkerSettings settings, InstantSource clock, MeterRegistry registry, Feeds feeds) {
        Tape tape = Tape.start(settings.tape().ofEngine(), clock, registry, "slipstream.engine.tape");
        feeds.watch("engine tape", tape);
        return tape;
    }

    @Bean
    SessionRecorder sessionRecorder(@Qualifier(ENGINE) Tape tape) {
        return tape.state() == null
                ? SessionRecorder.NONE
                : new TapedSession(tape.feed(TapedSession.FEED), UUID.randomUUID());
    }
}
