package io.slipstream.launcher.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/** Where the system's database is and who logs in. */
public record DatabaseAddress(String url, String user, String password) {

    private static final String TIMEOUT_SECONDS = "10";

    /** The settings under which Spring Boot finds the database. */
    public Map<String, String> springSettings() {
        return Map.of(
                "SPRING_DATASOURCE_URL", url,
                "SPRING_DATASOURCE_USERNAME", user,
                "SPRING_DATASOURCE_PASSWORD", password);
    }

    /** Opens a connection that gives up on a database that does not answer. */
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("loginTimeout", TIMEOUT_SECONDS);
        properties.setProperty("connectTimeout", TIMEOUT_SECONDS);
        properties.setProperty("socketTimeout", "60");
        properties.setProperty("ApplicationName", "slipstream-launcher");
        return DriverManager.getConnection(url, properties);
    }
}
