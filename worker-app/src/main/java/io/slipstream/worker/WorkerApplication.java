package io.slipstream.worker;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The worker process. */
@SpringBootApplication
public class WorkerApplication {

    /** Starts the worker; all configuration comes from the environment. */
    public static void main(String[] args) {
        SpringApplication.run(WorkerApplication.class, args);
    }
}
