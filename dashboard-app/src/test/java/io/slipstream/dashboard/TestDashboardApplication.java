package io.slipstream.dashboard;

import io.slipstream.dashboard.fixture.SampleBooks;
import io.slipstream.dashboard.fixture.SampleDay;
import io.slipstream.dashboard.fixture.SampleDetection;
import io.slipstream.dashboard.fixture.TestDatabase;
import io.slipstream.dashboard.fixture.Trading;
import io.slipstream.persistence.EmbeddedPostgresConfiguration;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** The dashboard on a database of its own with a day of trading in it: {@code spring-boot:test-run} shows the page. */
public class TestDashboardApplication {

    /** Starts it. */
    public static void main(String[] args) {
        SpringApplication.from(DashboardApplication::main)
                .with(EmbeddedPostgresConfiguration.class, SampleConfiguration.class)
                .run(args);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class SampleConfiguration {

        @Bean
        ApplicationRunner sampleDay(DataSource database) {
            return arguments -> {
                TestDatabase.migrate(database);
                Trading trading = new Trading(database);
                Instant now = Instant.now();
                new SampleDay(trading, now).write();
                new SampleDetection(trading, now).write();
                new SampleBooks(trading, now).write();
            };
        }
    }
}
