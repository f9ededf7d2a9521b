package io.slipstream.worker;

import io.slipstream.persistence.PersistenceConfiguration;
import io.slipstream.persistence.WorkerLock;
import io.slipstream.worker.settings.Choices;
import io.slipstream.worker.settings.SettingsReader;
import io.slipstream.worker.settings.WorkerSettings;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.springframework.beans.factory.annotation.Value;
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
    WorkerLock workerLock(
            WorkerSettings settings,
            @Value("${spring.datasource.url}") String url,
            @Value("${spring.datasource.username}") String user,
            @Value("${spring.datasource.password}") String password) {
        Properties connection = new Properties();
        connection.setProperty("user", user);
        connection.setProperty("password", password);
        connection.setProperty("connectTimeout", "3");
        connection.setProperty("socketTimeout", "10");
        connection.setProperty("tcpKeepAlive", "true");
        connection.setProperty("ApplicationName", WorkerLockWatch.applicationName());
        return new WorkerLock(
                () -> DriverManager.getConnection(url, connection), settings.whenTaken() == Choices.WhenTaken.WAIT);
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
