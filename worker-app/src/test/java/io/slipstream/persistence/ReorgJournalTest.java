package io.slipstream.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.sim.chain.Reorganisation;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The simulator's chain through the engine into PostgreSQL, without a network and without a clock: reorgs move, drop and
 * re-execute transactions that fill orders several times, logs come late, twice and in any order from every branch, worker
 * and journal start anew, and lists of facts are written twice. At the end the database holds what the chain holds.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ReorgJournalTest {

    private static final Logger log = LoggerFactory.getLogger(ReorgJournalTest.class);
    private static final int SEEDS = Integer.getInteger("reorg.seeds", 5);
    private static final int ROUNDS = 40;

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void storesWhatTheChainHoldsWhateverReorgsDo(long seed) {
        Random random = new Random(seed);
        ReorgSession session = new ReorgSession(postgres.getPostgresDatabase(), seed, random);
        for (int round = 0; round < ROUNDS; round++) {
            session.advance(3);
            if (random.nextInt(2) == 0) {
                session.reorganise(new Reorganisation(
                        1 + random.nextInt(ReorgSession.FINALITY_BLOCKS - 2),
                        true,
                        random.nextInt(80),
                        random.nextInt(20),
                        random.nextInt(60)));
            }
            session.pushSome();
            if (random.nextInt(3) == 0) {
                session.scan();
            }
            if (random.nextInt(8) == 0) {
                session.restart();
            }
        }
        session.settle();
        assertThat(session.stored()).as("seed %d", seed).isEqualTo(session.truth());
        assertThat(session.storedTooOften()).as("seed %d", seed).isEmpty();
        assertThat(session.attemptsBeyondOne()).as("seed %d", seed).isZero();
        log.info("seed {}: {}", seed, session.account());
        assertThat(session.severalTimes())
                .as("orders filled several times, seed %d", seed)
                .isPositive();
    }
}
