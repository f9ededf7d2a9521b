package io.slipstream.core.engine;

import static io.slipstream.core.engine.Fixtures.EXCHANGE;
import static io.slipstream.core.engine.Fixtures.LEADER;
import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.SECOND;
import static io.slipstream.core.engine.Fixtures.fill;
import static io.slipstream.core.engine.Fixtures.inTransaction;
import static io.slipstream.core.engine.Fixtures.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.market.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The chain and the Data API tell of the same fills. */
class TwoSourcesTest {

    private static final EngineConfig CONFIG = Fixtures.config(60 * SECOND);

    private final List<Effect> effects = new ArrayList<>();
    private final CopyEngine engine = new CopyEngine(CONFIG, RestoredState.EMPTY, effects::add);
    private final LeaderFill onChain = fill(1, Side.BUY, "100", "0.5");
    private final LeaderFill asRow = row(onChain, 71);

    @Test
    void completesAFillThatTheRowToldOfFirst() {
        rows(1, asRow);
        chain(2, onChain);
        rows(3, asRow);
        chain(3, onChain);
        assertThat(of(Effect.FillObserved.class))
                .extracting(Effect.FillObserved::fill)
                .containsExactly(asRow);
        assertThat(of(Effect.FillCompleted.class)).containsExactly(new Effect.FillCompleted(asRow.id(), onChain));
        assertThat(of(Effect.AttemptDecided.class)).hasSize(1);
        engine.process(new EngineEvent.RangeScanned(
                NOON + 4 * SECOND,
                new ScanScope(Set.of(EXCHANGE), Set.of(LEADER)),
                List.of(onChain),
                1,
                10,
                12,
                List.of()));
        assertThat(of(Effect.FillsConfirmed.class)).containsExactly(new Effect.FillsConfirmed(List.of(asRow.id())));
        pass(120);
        assertThat(of(Effect.OneSided.class)).isEmpty();
    }

    @Test
    void notesTheRowOfAFillThatTheChainToldOfFirst() {
        chain(1, onChain);
        rows(2, asRow);
        rows(3, asRow);
        assertThat(of(Effect.FillSeenByRow.class)).containsExactly(new Effect.FillSeenByRow(onChain.id(), asRow));
        assertThat(of(Effect.AttemptDecided.class)).hasSize(1);
        pass(120);
        assertThat(of(Effect.OneSided.class)).isEmpty();
    }

    @Test
    void pairsEqualsOneToOne() {
        LeaderFill first = inTransaction(fill(1, Side.BUY, "100", "0.5"), "0xone", "0xo1");
        LeaderFill second = inTransaction(fill(2, Side.BUY, "100", "0.5"), "0xone", "0xo2");
        chain(1, first);
        rows(2, row(first, 1), row(first, 2), row(first, 3));
        chain(3, second);
        assertThat(of(Effect.FillSeenByRow.class)).hasSize(1);
        assertThat(of(Effect.FillCompleted.class)).hasSize(1);
        assertThat(of(Effect.AttemptDecided.class))
                .as("three rows are three fills")
                .hasSize(3);
        pass(120);
        assertThat(of(Effect.OneSided.class)).hasSize(1);
    }

    @Test
    void pairsBySizeWithinATransaction() {
        LeaderFill large = inTransaction(fill(1, Side.BUY, "100", "0.5"), "0xone", "0xo1");
        LeaderFill small = inTransaction(fill(2, Side.BUY, "7", "0.5"), "0xone", "0xo2");
        rows(1, row(large, 1), row(small, 2));
        chain(2, small, large);
        assertThat(of(Effect.FillCompleted.class))
                .containsExactly(
                        new Effect.FillCompleted(row(small, 2).id(), small),
                        new Effect.FillCompleted(row(large, 1).id(), large));
    }

    @Test
    void reportsWhatOnlyOneOfThemHasSeenAfterTheTolerance() {
        LeaderFill unknownToRows = fill(2, Side.BUY, "50", "0.5");
        rows(1, asRow);
        chain(1, unknownToRows);
        pass(60);
        assertThat(of(Effect.OneSided.class)).isEmpty();
        pass(62);
        assertThat(of(Effect.OneSided.class))
                .extracting(Effect.OneSided::fillId, Effect.OneSided::seenBy)
                .containsExactly(tuple(asRow.id(), "data_api"), tuple(unknownToRows.id(), "polygon"));
        chain(63, onChain);
        assertThat(of(Effect.FillCompleted.class)).as("late is not lost").hasSize(1);
        assertThat(of(Effect.AttemptDecided.class)).hasSize(2);
    }

    /** A reorg gave the transaction another block and time, and the Data API tells of it as of another row. */
    @Test
    void knowsARowAgainWhoseTransactionMoved() {
        chain(1, onChain);
        rows(2, asRow);
        LeaderFill movedRow = row(onChain.at(NOON + 2 * SECOND), 72);
        rows(3, movedRow, movedRow);
        assertThat(of(Effect.AttemptDecided.class)).hasSize(1);
    }

    /** A restart reads rows again that were paired before. */
    @Test
    void knowsThePairsOfTheRunBefore() {
        CopyEngine restarted = new CopyEngine(
                CONFIG,
                new RestoredState(
                        List.of(),
                        List.of(),
                        List.of(new StoredFill(onChain, StoredFill.State.CONFIRMED, asRow.dedupeKey())),
                        List.of()),
                effects::add);
        restarted.process(new EngineEvent.RowsRead(NOON + SECOND, LEADER, List.of(asRow), 7));
        restarted.process(new EngineEvent.TimePassed(NOON + 120 * SECOND));
        assertThat(of(Effect.AttemptDecided.class)).isEmpty();
        assertThat(of(Effect.OneSided.class)).isEmpty();
        assertThat(of(Effect.RowsCursorMoved.class))
                .containsExactly(new Effect.RowsCursorMoved(LEADER, 7, NOON + SECOND));
    }

    private void rows(long seconds, LeaderFill... fills) {
        engine.process(new EngineEvent.RowsRead(NOON + seconds * SECOND, LEADER, List.of(fills), seconds));
    }

    private void chain(long seconds, LeaderFill... fills) {
        engine.process(new EngineEvent.FillsDetected(NOON + seconds * SECOND, List.of(fills)));
    }

    private void pass(long seconds) {
        engine.process(new EngineEvent.TimePassed(NOON + seconds * SECOND));
    }

    private <T extends Effect> List<T> of(Class<T> type) {
        return effects.stream()
                .flatMap(effect -> type.isInstance(effect) ? Stream.of(type.cast(effect)) : Stream.empty())
                .toList();
    }
}
