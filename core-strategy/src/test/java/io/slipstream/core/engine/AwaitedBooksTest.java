package io.slipstream.core.engine;

import static io.slipstream.core.engine.Fixtures.LINE;
import static io.slipstream.core.engine.Fixtures.NO;
import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.SECOND;
import static io.slipstream.core.engine.Fixtures.YES;
import static io.slipstream.core.engine.Fixtures.book;
import static io.slipstream.core.engine.Fixtures.fill;
import static io.slipstream.core.engine.Fixtures.instrument;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.QuoteAges;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.copy.Decision;
import io.slipstream.core.copy.SkipReason;
import io.slipstream.core.execution.OrderOutcome;
import io.slipstream.core.market.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fresh: decide at once. A little old, or not there: ask for the book and wait a moment. Too old: skip. */
class AwaitedBooksTest {

    private static final long PATIENCE = SECOND;

    private final List<Effect> effects = new ArrayList<>();
    private final CopyEngine engine = new CopyEngine(
            Fixtures.config(0, new QuoteAges(2 * SECOND, 5 * SECOND), PATIENCE), RestoredState.EMPTY, effects::add);
    private final LeaderFill fill = fill(1, Side.BUY, "100", "0.5");

    @BeforeEach
    void listMarket() {
        engine.process(new EngineEvent.InstrumentsListed(NOON, List.of(instrument(YES), instrument(NO))));
        market(NOON, new BookUpdate.Carried(List.of(YES)));
    }

    @Test
    void decidesAtOnceOnAFreshQuote() {
        market(NOON, book(YES));
        detect(NOON + SECOND);
        assertThat(decisions()).hasSize(1).allMatch(Decision.Trade.class::isInstance);
    }

    @Test
    void renewsAQuoteThatIsALittleOldBeforeItDecides() {
        market(NOON, book(YES));
        detect(NOON + 3 * SECOND);
        assertThat(decisions()).isEmpty();
        assertThat(of(Effect.FillObserved.class)).as("stored without waiting").hasSize(1);
        assertThat(of(Effect.ResyncWanted.class)).containsExactly(new Effect.ResyncWanted(List.of(YES)));
        market(NOON + 3 * SECOND + 200, book(YES));
        assertThat(decisions()).hasSize(1).allMatch(Decision.Trade.class::isInstance);
        pass(NOON + 30 * SECOND);
        assertThat(decisions())
                .as("the deadline passes without another decision")
                .hasSize(1);
    }

    @Test
    void skipsAQuoteThatIsNotRenewedInTime() {
        market(NOON, book(YES));
        detect(NOON + 3 * SECOND);
        pass(NOON + 3 * SECOND + PATIENCE);
        assertThat(reasons()).containsExactly(SkipReason.STALE_QUOTE);
    }

    @Test
    void skipsAQuoteThatIsTooOldWithoutWaiting() {
        market(NOON, book(YES));
        detect(NOON + 6 * SECOND);
        assertThat(reasons()).containsExactly(SkipReason.STALE_QUOTE);
    }

    /** A leader's fill in a token that nobody tracked. */
    @Test
    void waitsForTheBookOfATokenThatNobodyTracked() {
        detect(NOON + SECOND);
        assertThat(of(Effect.BookWanted.class))
                .extracting(Effect.BookWanted::tokenId)
                .containsExactly(YES, NO);
        assertThat(decisions()).isEmpty();
        market(NOON + SECOND + 200_000_000, book(YES));
        assertThat(decisions()).hasSize(1).allMatch(Decision.Trade.class::isInstance);
    }

    @Test
    void skipsATokenWhoseBookDoesNotCome() {
        detect(NOON + SECOND);
        pass(NOON + SECOND + PATIENCE);
        assertThat(reasons()).containsExactly(SkipReason.NO_BOOK);
    }

    @Test
    void decidesInTheOrderInWhichFillsCame() {
        detect(NOON + SECOND);
        engine.process(new EngineEvent.FillsDetected(NOON + SECOND, List.of(fill(2, Side.BUY, "100", "0.5"))));
        market(NOON + SECOND + 1, book(YES));
        assertThat(of(Effect.AttemptDecided.class))
                .extracting(attempt -> attempt.fill().id())
                .containsExactly(fill.id(), fill(2, Side.BUY, "100", "0.5").id());
    }

    @Test
    void skipsAFillThatIsGoneBeforeItWasDecided() {
        detect(NOON + SECOND);
        engine.process(new EngineEvent.BlocksOrphaned(NOON + SECOND + 1, Set.of(fill.blockHash())));
        assertThat(reasons()).containsExactly(SkipReason.FILL_GONE);
        market(NOON + SECOND + 2, book(YES));
        pass(NOON + 30 * SECOND);
        assertThat(decisions()).hasSize(1);
    }

    @Test
    void skipsAFillWhoseMarketEndsMeanwhile() {
        detect(NOON + SECOND);
        engine.process(new EngineEvent.TradingEnded(NOON + SECOND + 1, List.of(YES, NO)));
        assertThat(reasons()).containsExactly(SkipReason.MARKET_CLOSED);
    }

    @Test
    void doesNotExecuteOnABookThatGrewTooOldOnTheWay() {
        CopyEngine slow = new CopyEngine(
                Fixtures.config(0, new QuoteAges(SECOND / 100, SECOND / 50), 0), RestoredState.EMPTY, effects::add);
        slow.process(new EngineEvent.InstrumentsListed(NOON, List.of(instrument(YES))));
        slow.process(new EngineEvent.MarketData(NOON, LINE, new BookUpdate.Carried(List.of(YES))));
        slow.process(new EngineEvent.MarketData(NOON + SECOND, LINE, book(YES)));
        slow.process(new EngineEvent.FillsDetected(NOON + SECOND, List.of(fill)));
        slow.process(new EngineEvent.TimePassed(NOON + 2 * SECOND));
        assertThat(of(Effect.AttemptDone.class))
                .extracting(Effect.AttemptDone::outcome)
                .containsExactly(OrderOutcome.FAILED);
        assertThat(of(Effect.AttemptFilled.class)).isEmpty();
    }

    @Test
    void wantsASecondLineWhileATokenHasOpenOrders() {
        market(NOON, book(YES));
        detect(NOON + SECOND);
        assertThat(of(Effect.HedgeWanted.class)).containsExactly(new Effect.HedgeWanted(YES));
        assertThat(of(Effect.HedgeReleased.class)).isEmpty();
        for (int second = 2; second < 40; second++) {
            market(NOON + second * SECOND, new BookUpdate.Heard());
        }
        assertThat(of(Effect.HedgeReleased.class)).containsExactly(new Effect.HedgeReleased(YES));
    }

    @Test
    void tellsHowBooksAreAndAsksAgainForThoseThatAreNot() {
        market(NOON, book(YES));
        detect(NOON + SECOND);
        pass(NOON + 10 * SECOND);
        Effect.BooksMeasured first = of(Effect.BooksMeasured.class).getLast();
        assertThat(first.books()).extracting(Effect.BookHealth::tokenId).containsExactly(YES);
        pass(NOON + 20 * SECOND);
        assertThat(of(Effect.BooksMeasured.class).getLast().books())
                .as("nothing is new")
                .isEmpty();
        market(NOON + 21 * SECOND, new BookUpdate.Interrupted(List.of(YES), "cut"));
        effects.clear();
        pass(NOON + 30 * SECOND);
        assertThat(of(Effect.ResyncWanted.class)).containsExactly(new Effect.ResyncWanted(List.of(YES)));
        engine.process(new EngineEvent.TradingEnded(NOON + 31 * SECOND, List.of(YES, NO)));
        pass(NOON + 40 * SECOND);
        assertThat(of(Effect.BooksMeasured.class).getLast().gone()).containsExactly(YES);
    }

    private void market(long at, BookUpdate update) {
        engine.process(new EngineEvent.MarketData(at, LINE, update));
    }

    private void detect(long at) {
        engine.process(new EngineEvent.FillsDetected(at, List.of(fill)));
    }

    private void pass(long at) {
        engine.process(new EngineEvent.TimePassed(at));
    }

    private List<Decision> decisions() {
        return of(Effect.AttemptDecided.class).stream()
                .map(Effect.AttemptDecided::decision)
                .toList();
    }

    private List<SkipReason> reasons() {
        return decisions().stream()
                .map(decision -> ((Decision.Skip) decision).reason())
                .toList();
    }

    private <T> List<T> of(Class<T> type) {
        return effects.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
