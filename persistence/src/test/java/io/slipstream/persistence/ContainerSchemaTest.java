package io.slipstream.persistence;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The schema on the PostgreSQL that docker-compose.yml names, wherever there is a Docker engine. */
@Testcontainers(disabledWithoutDocker = true)
class ContainerSchemaTest extends SchemaContract {

    @Container
    private static final PostgreSQLContainer POSTGRES =
            new PostgreSQLContainer("postgres:17").waitingFor(Wait.forListeningPort());

    @Override
    DataSource database() {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(POSTGRES.getJdbcUrl());
        database.setUser(POSTGRES.getUsername());
        database.setPassword(POSTGRES.getPassword());
        return database;
    }
}
