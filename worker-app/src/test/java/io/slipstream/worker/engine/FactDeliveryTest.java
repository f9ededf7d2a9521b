package io.slipstream.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.chain.Address;
import io.slipstream.core.engine.Effect;
import io.slipstream.persistence.QuarantinedFact;
import io.slipstream.persistence.WriteFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;

/** What is done about a database that does not store. */
class FactDeliveryTest {

    private static final List<Effect.Fact> FACTS = IntStream.range(0, 37)
            .<Effect.Fact>mapToObj(number -> new Effect.FillTimed(new UUID(1, number), number))
            .toList();

    private final Database database = new Database();
    private final List<String> told = new ArrayList<>();

    /** A statement longer than the time-out of the socket looks like a connection that breaks, each time. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 17, 18, 35, 36})
    void setsTheOneFactAsideThatTakesTooLong(int slow) throws InterruptedException {
        database.slow = FACTS.get(slow);
        deliver();
        assertThat(database.aside).containsExactly(FACTS.get(slow));
        assertThat(database.stored)
                .isEqualTo(FACTS.stream()
                        .filter(fact -> !fact.equals(FACTS.get(slow)))
                        .toList());
        assertThat(told).as("it waits, but not for ever").hasSizeLessThan(20);
    }

    /** However long it is away, nothing is taken for bad. */
    @ParameterizedTest
    @CsvSource({"08006, false", "53100, true", "55P03, true", "40P01, true", "57P01, true"})
    void keepsEverythingForADatabaseThatIsAway(String state, boolean answers) throws InterruptedException {
        database.awayFor = 200;
        database.awayAs = state;
        database.answers = answers;
        deliver();
        assertThat(database.stored).isEqualTo(FACTS);
        assertThat(database.aside).isEmpty();
        assertThat(told).hasSize(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 36})
    void siftsWhatIsRefusedAtOnce(int bad) throws InterruptedException {
        database.bad = FACTS.get(bad);
        deliver();
        assertThat(database.aside).containsExactly(FACTS.get(bad));
        assertThat(database.stored).hasSize(FACTS.size() - 1);
        assertThat(told).isEmpty();
    }

    private void deliver() throws InterruptedException {
        new FactDelivery(database, Map::of, new FactDelivery.Outcome() {
                    @Override
                    public void stored(int facts) {}

                    @Override
                    public void quarantined(List<QuarantinedFact> alarms) {}

                    @Override
                    public void failed(int facts, WriteFailure why) {
                        told.add(why.text());
                    }
                })
                .deliver(FACTS);
    }

    private static final class Database implements FactDelivery.Store {
        private final List<Effect.Fact> stored = new ArrayList<>();
        private final List<Effect.Fact> aside = new ArrayList<>();
        private Effect.Fact slow = new Effect.FillInvalidated(new UUID(0, 0));
        private Effect.Fact bad = slow;
        private int awayFor;
        private String awayAs = "08006";
        private boolean answers = true;

        @Override
        public void write(List<? extends Effect.Fact> facts, Map<Address, UUID> leaderIds) {
            if (awayFor > 0) {
                awayFor--;
                throw new DataAccessResourceFailureException("away", new SQLException("away", awayAs));
            }
            if (facts.contains(slow)) {
                throw new DataAccessResourceFailureException("I/O error", new SQLException("Read timed out", "08006"));
            }
            if (facts.contains(bad)) {
                throw new DataIntegrityViolationException("overflow", new SQLException("overflow", "22003"));
            }
            stored.addAll(facts);
        }

        @Override
        public List<QuarantinedFact> sift(List<? extends Effect.Fact> facts, Map<Address, UUID> leaderIds) {
            facts.forEach(fact -> (fact.equals(bad) ? aside : stored).add(fact));
            return List.of();
        }

        @Override
        public List<QuarantinedFact> quarantine(Effect.Fact fact, WriteFailure why) {
            aside.add(fact);
            return List.of();
        }

        @Override
        public boolean answers() {
            return answers;
        }
    }
}
