package io.slipstream.dashboard.login;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The one user.
 *
 * @param user the name: DASHBOARD_USER
 * @param password the password: DASHBOARD_PASSWORD; empty to have one made up at each start
 */
@ConfigurationProperties("dashboard")
record LoginProperties(
        @DefaultValue("slipstream") String user,
        @DefaultValue("") String password) {

    LoginProperties {
        if (user.isBlank()) {
            throw new IllegalArgumentException("DASHBOARD_USER is blank: set a name, or leave it out for 'slipstream'");
        }
    }

    @Override
    public String toString() {
        return "LoginProperties[user=" + user + "]";
    }
}
