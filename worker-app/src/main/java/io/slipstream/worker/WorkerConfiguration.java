package io.slipstream.worker;

import io.slipstream.persistence.PersistenceConfiguration;
import io.slipstream.worker.settings.SettingsReader;
import io.slipstream.worker.settings.WorkerSettings;
import java.time.Duration;
import java.time.InstantSource;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** What all parts of the worker share. */
@Configuration(proxyBeanMethods = false)
@Import(PersistenceConfiguration.class)
class WorkerConfiguration {

    private static final int SOCKETS_PER_HOST = 256;

    @Bean
    WorkerSettings workerSettings(Environment environment) {
        return SettingsReader.read(environment);
    }

    @Bean
    InstantSource instantSource() {
        return InstantSource.system();
    }

    @Bean
    OkHttpClient okHttpClient() {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(SOCKETS_PER_HOST);
        dispatcher.setMaxRequestsPerHost(SOCKETS_PER_HOST);
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectTimeout(Duration.ofSeconds(5))
                .readTimeout(Duration.ofSeconds(10))
                .build();
    }
}
