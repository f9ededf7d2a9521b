package io.slipstream.dashboard.login;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says once, when the page can be opened, where it is and how to get in. */
@Component
class LoginAnnouncement {

    private static final Logger log = LoggerFactory.getLogger(LoginAnnouncement.class);

    private final Credentials credentials;
    private final Environment environment;

    LoginAnnouncement(Credentials credentials, Environment environment) {
        this.credentials = credentials;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    void announce() {
        String address = environment.getProperty("server.address", "127.0.0.1");
        String port = environment.getProperty("local.server.port", environment.getProperty("server.port", ""));
        log.info("The dashboard is at http://{}:{}/ for user '{}'", address, port, credentials.user());
        if (credentials.madeUp()) {
            log.warn(
                    "DASHBOARD_PASSWORD is not set. For this run the password is: {}   (set DASHBOARD_PASSWORD to keep one)",
                    credentials.password());
        }
    }
}
