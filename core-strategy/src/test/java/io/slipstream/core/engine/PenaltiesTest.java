package io.slipstream.core.engine;

import static io.slipstream.core.engine.Fixtures.LINE;
import static io.slipstream.core.engine.Fixtures.NO;
import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.SECOND;
import static io.slipstream.core.engine.Fixtures.YES;
import static io.slipstream.core.engine.Fixtures.fill;
import static io.slipstream.core.engine.Fixtures.instrument;
import static io.slipstream.core.engine.Fixtures.untimed;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.attribution.Copy;
import io.slipstream.core.attribution.FollowerPenalty;
import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.Level;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.market.Side;
import io.slipstream.core.money.Micros;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What following costs, from the books at the moments on the way. */
class PenaltiesTest {

    private static final long MILLI = 1_000_000L;
    private static final long BEFORE = NOON - SECOND;

    private final List<Effect> effects = new ArrayList<>();
    private final CopyEngine engine = new CopyEngine(Fixtures.config(0), RestoredState.EMPTY, effects::add);

    /** The leader trades at noon, we hear of it a second later, and our order arrives 150 ms after that. */
    @Test
    void cutsTheDifferenceByWhatTheBookDidMeanwhile() {
        books(new Level(5_000, shares(20)), new Level(5_500, shares(100)));
        at(NOON + 500 * MILLI, ask(5_000, 0), ask(5_100, 20));
        detect(fill(1, Side.BUY, "100", "0.5"));
        at(NOON + SECOND + 100 * MILLI, ask(4_900, 5), ask(5_100, 5));
        pass(2);
        Effect.CopyAttributed attributed = only();
        assertThat(attributed.copy())
                .isEqualTo(new Copy(
                        Side.BUY,
                        shares(100),
                        Micros.parse("50"),
                        shares(10),
                        shares(10),
                        shares(10),
                        Micros.parse("5"),
                        Micros.parse("0.125"),
                        new Copy.Path(5_000, 5_100, 5_100, 4_900),
                        Micros.parse("0.485")));
        assertThat(attributed.penalty())
                .isEqualTo(new FollowerPenalty(0, 100_000, 0, -200_000, 100_000, 125_000, 0, 0));
        assertThat(attributed.penalty().total()).isEqualTo(FollowerPenalty.difference(attributed.copy()));
    }

    /** Nothing is there any more when it arrives: what was not filled is all of it, and comes when its time is over. */
    @Test
    void countsWhatWasNotFilled() {
        books(new Level(5_000, shares(20)));
        detect(fill(1, Side.BUY, "100", "0.5"));
        at(NOON + SECOND + 100 * MILLI, ask(5_000, 0), ask(6_000, 50));
        pass(2);
        assertThat(attributed()).as("it rests").isEmpty();
        pass(40);
        FollowerPenalty penalty = only().penalty();
        assertThat(only().copy().filled()).isZero();
        // ten shares at 0.50 are worth 0.54 each now
        assertThat(penalty).isEqualTo(new FollowerPenalty(0, 0, 0, 0, 0, 0, 0, 400_000));
    }

    /** A block whose time nobody knows, or a book that nobody kept then: the next moment that is known stands for it. */
    @Test
    void takesTheNextMomentWhereOneIsNotKnown() {
        books(new Level(5_000, shares(20)));
        detect(untimed(fill(1, Side.BUY, "100", "0.49")));
        pass(2);
        assertThat(only().copy().path()).isEqualTo(new Copy.Path(5_000, 5_000, 5_000, 5_000));
        assertThat(only().penalty().spread()).as("a cent for each of ten").isEqualTo(100_000);
    }

    private void books(Level... asks) {
        engine.process(new EngineEvent.InstrumentsListed(BEFORE, List.of(instrument(YES), instrument(NO))));
        engine.process(new EngineEvent.MarketData(BEFORE, LINE, new BookUpdate.Carried(List.of(YES))));
        engine.process(new EngineEvent.MarketData(
                BEFORE,
                LINE,
                new BookUpdate.Snapshot(
                        YES,
                        List.of(new Level(4_800, shares(100))),
                        List.of(asks),
                        null,
                        BEFORE / MILLI,
                        BookUpdate.PUSHED)));
    }

    private void at(long nanos, BookUpdate.Change... changes) {
        engine.process(
                new EngineEvent.MarketData(nanos, LINE, new BookUpdate.Changes(List.of(changes), nanos / MILLI)));
    }

    private static BookUpdate.Change ask(int price, long shares) {
        return new BookUpdate.Change(YES, Side.SELL, price, shares(shares), -1, -1);
    }

    private static long shares(long whole) {
        return whole * Micros.ONE;
    }

    private void detect(LeaderFill fill) {
        engine.process(new EngineEvent.FillsDetected(fill.detectedAtNanos(), List.of(fill)));
    }

    private void pass(long seconds) {
        engine.process(new EngineEvent.TimePassed(NOON + seconds * SECOND));
    }

    private Effect.CopyAttributed only() {
        assertThat(attributed()).hasSize(1);
        return attributed().getFirst();
    }

    private List<Effect.CopyAttributed> attributed() {
        return effects.stream()
                .flatMap(effect -> effect instanceof Effect.CopyAttributed copy
                        ? Stream.of(copy)
                        : Stream.<Effect.CopyAttributed>empty())
                .toList();
    }
}
