package io.slipstream.dashboard;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The dashboard process. */
@SpringBootApplication
public class DashboardApplication {

    /** Starts the dashboard; all configuration comes from the environment. */
    public static void main(String[] args) {
        SpringApplication.run(DashboardApplication.class, args);
    }
}
