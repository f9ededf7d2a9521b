package io.slipstream.core.engine;

import static io.slipstream.core.engine.Fixtures.EXCHANGE;
import static io.slipstream.core.engine.Fixtures.LEADER;
import static io.slipstream.core.engine.Fixtures.LINE;
import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.SECOND;
import static io.slipstream.core.engine.Fixtures.YES;
import static io.slipstream.core.engine.Fixtures.book;
import static io.slipstream.core.engine.Fixtures.fill;
import static io.slipstream.core.engine.Fixtures.instrument;
import static io.slipstream.core.engine.Fixtures.moved;
import static io.slipstream.core.engine.Fixtures.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.chain.EffectiveAmounts;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.copy.Decision;
import io.slipstream.core.market.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a leader really traded, where his order's log says what it gave before the refund. */
class EffectiveFillTest {

    private static final ScanScope SCOPE = new ScanScope(Set.of(EXCHANGE), Set.of(LEADER));
    /** Eighty shares at 0.50 where a hundred were logged. */
    private static final EffectiveAmounts SOLD = new EffectiveAmounts(80_000_000, 40_000_000);

    private final List<Effect> effects = new ArrayList<>();

    @Test
    void decidesWithWhatWasReallyTraded() {
        CopyEngine engine = ready(0);
        // a hundred shares for 200 dollars: two dollars a share by the log, 0.50 in truth
        LeaderFill dear = fill(1, Side.BUY, "100", "2").with(new EffectiveAmounts(100_000_000, 50_000_000));
        detect(engine, 1, dear);
        assertThat(trade().limitPrice()).isBetween(5_000, 5_200);
    }

    /** Until it is known, the logged price stands for it, and no limit is above the market's bounds. */
    @Test
    void decidesAtOnceWithWhatIsLogged() {
        CopyEngine engine = ready(0);
        detect(engine, 1, fill(1, Side.BUY, "100", "2"));
        assertThat(trade().limitPrice()).isEqualTo(9_900);
    }

    @Test
    void takesWhatWasReallyTradedOnceAndWithoutASecondAttempt() {
        CopyEngine engine = ready(0);
        LeaderFill logged = fill(1, Side.BUY, "100", "2");
        EffectiveAmounts amounts = new EffectiveAmounts(100_000_000, 50_000_000);
        detect(engine, 1, logged);
        detect(engine, 2, logged.with(amounts));
        detect(engine, 3, logged.with(amounts));
        detect(engine, 4, logged);
        engine.process(new EngineEvent.RangeScanned(
                NOON + 5 * SECOND, SCOPE, List.of(logged.with(amounts)), 9, 10, 12, List.of()));
        assertThat(of(Effect.FillPriced.class)).containsExactly(new Effect.FillPriced(logged.id(), amounts));
        assertThat(of(Effect.AttemptDecided.class)).hasSize(1);
        assertThat(of(Effect.FillsRelocated.class)).isEmpty();
    }

    /** What following cost is held against what the leader really paid, though the decision came before. */
    @Test
    void attributesWithWhatWasReallyTraded() {
        CopyEngine engine = ready(0);
        LeaderFill logged = fill(1, Side.BUY, "100", "2");
        detect(engine, 1, logged);
        detect(engine, 1, logged.with(new EffectiveAmounts(100_000_000, 50_000_000)));
        engine.process(new EngineEvent.TimePassed(NOON + 60 * SECOND));
        assertThat(of(Effect.CopyAttributed.class)).hasSize(1);
        assertThat(of(Effect.CopyAttributed.class).getFirst().copy().leaderCollateral())
                .isEqualTo(50_000_000);
    }

    /** A reorg may execute the transaction with other amounts: what was traded before counts no more. */
    @Test
    void asksAnewAfterAReorg() {
        CopyEngine engine = ready(0);
        LeaderFill logged = fill(1, Side.SELL, "100", "0.4");
        detect(engine, 1, logged.with(SOLD));
        LeaderFill moved = moved(logged, 11, "0xb11", 1);
        detect(engine, 2, moved);
        detect(engine, 3, moved.with(SOLD));
        assertThat(of(Effect.FillsRelocated.class)).hasSize(1);
        assertThat(of(Effect.FillPriced.class)).containsExactly(new Effect.FillPriced(logged.id(), SOLD));
    }

    /** The Data API tells of what was really sold: less than a log before the refund says, and the same fill all the same. */
    @Test
    void pairsARowWithALogBeforeTheRefund() {
        LeaderFill logged = fill(1, Side.SELL, "100", "0.4");
        LeaderFill sold = row(fill(1, Side.SELL, "80", "0.5"), 1);

        CopyEngine rowFirst = ready(20 * SECOND);
        rowFirst.process(new EngineEvent.RowsRead(NOON + SECOND, LEADER, List.of(sold), 0));
        detect(rowFirst, 2, logged);
        assertThat(of(Effect.FillCompleted.class)).hasSize(1);
        assertThat(of(Effect.AttemptDecided.class)).hasSize(1);

        effects.clear();
        CopyEngine chainFirst = ready(20 * SECOND);
        detect(chainFirst, 1, logged);
        detect(chainFirst, 2, logged.with(SOLD));
        chainFirst.process(new EngineEvent.RowsRead(NOON + 3 * SECOND, LEADER, List.of(sold), 0));
        assertThat(of(Effect.FillSeenByRow.class)).hasSize(1);
        assertThat(of(Effect.AttemptDecided.class)).hasSize(1);
    }

    private CopyEngine ready(long toleranceNanos) {
        CopyEngine engine = new CopyEngine(Fixtures.config(toleranceNanos), RestoredState.EMPTY, effects::add);
        engine.process(new EngineEvent.InstrumentsListed(NOON, List.of(instrument(YES))));
        engine.process(new EngineEvent.MarketData(NOON, LINE, new BookUpdate.Carried(List.of(YES))));
        engine.process(new EngineEvent.MarketData(NOON, LINE, book(YES)));
        return engine;
    }

    private static void detect(CopyEngine engine, int seconds, LeaderFill fill) {
        engine.process(new EngineEvent.FillsDetected(NOON + seconds * SECOND, List.of(fill)));
    }

    private Decision.Trade trade() {
        return (Decision.Trade) of(Effect.AttemptDecided.class).getFirst().decision();
    }

    private <T extends Effect> List<T> of(Class<T> type) {
        return effects.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
