package io.slipstream.core.engine;

import static io.slipstream.core.engine.Fixtures.LINE;
import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.SECOND;
import static io.slipstream.core.engine.Fixtures.YES;
import static io.slipstream.core.engine.Fixtures.book;
import static io.slipstream.core.engine.Fixtures.config;
import static io.slipstream.core.engine.Fixtures.fill;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Micros;
import io.slipstream.core.outcome.OutcomeLines;
import io.slipstream.core.portfolio.EquityPoint;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Markets of five minutes for two months: each is listed, traded by a leader, copied, closed and resolved. */
@Timeout(120)
class SixtyDaysTest {

    private static final int DAYS = 60;
    private static final int MARKETS_A_DAY = 288;
    private static final long FIVE_MINUTES = 300 * SECOND;

    private final OutcomeLines lines = new OutcomeLines();
    private int copied;
    private EquityPoint last = new EquityPoint(0, 0, 0, 0, 0, 0, 0, 0);
    private final CopyEngine engine =
            new CopyEngine(config(0), new RestoredState(List.of(), List.of(), List.of(), List.of()), this::note);

    @Test
    void keepsNoMoreThanAfterTheFirstDay() {
        live(0, MARKETS_A_DAY);
        int afterOneDay = engine.retained() + lines.retained();
        assertThat(copied).isGreaterThanOrEqualTo(MARKETS_A_DAY * 9 / 10);

        live(MARKETS_A_DAY, DAYS * MARKETS_A_DAY);

        assertThat(copied).isGreaterThanOrEqualTo(DAYS * MARKETS_A_DAY * 9 / 10);
        assertThat(engine.retained() + lines.retained()).isLessThanOrEqualTo(afterOneDay * 105 / 100);
        assertThat(last.equityMicros())
                .as("what was forgotten is counted")
                .isEqualTo(1_000 * Micros.ONE + last.realizedMicros() + last.unrealizedMicros() - last.feesMicros());
        assertThat(last.feesMicros()).isPositive();
    }

    private void live(int from, int to) {
        for (int market = from; market < to; market++) {
            live(market);
        }
    }

    private void live(int number) {
        long at = NOON + number * FIVE_MINUTES;
        TokenId yes = TokenId.of(BigInteger.valueOf(10_000 + 2L * number));
        TokenId no = TokenId.of(BigInteger.valueOf(10_001 + 2L * number));
        String condition = "0xc" + number;
        engine.process(new EngineEvent.InstrumentsListed(
                at, List.of(instrument(yes, condition, 0), instrument(no, condition, 1))));
        tell(at, new BookUpdate.Carried(List.of(yes, no)));
        tell(at, book(yes));
        engine.process(new EngineEvent.FillsDetected(at + SECOND, List.of(leaders(number, yes, at + SECOND))));
        engine.process(new EngineEvent.TimePassed(at + 10 * SECOND));
        engine.process(new EngineEvent.TradingEnded(at + 290 * SECOND, List.of(yes, no)));
        // three of five win, so that the account does not dry up
        long payout = number % 5 < 3 ? Micros.ONE : 0;
        engine.process(new EngineEvent.MarketResolved(
                at + 295 * SECOND, condition, Map.of(yes, payout, no, Micros.ONE - payout)));
    }

    private void tell(long at, BookUpdate update) {
        engine.process(new EngineEvent.MarketData(at, LINE, update));
    }

    private void note(Effect effect) {
        if (effect instanceof Effect.Fact fact) {
            lines.of(fact);
        }
        if (effect instanceof Effect.AttemptFilled) {
            copied++;
        }
        if (effect instanceof Effect.EquityMeasured measured) {
            last = measured.point();
        }
    }

    private static LeaderFill leaders(int number, TokenId token, long at) {
        LeaderFill usual = fill(number, Side.BUY, "100", "0.5");
        return new LeaderFill(
                new UUID(7, number),
                usual.source(),
                usual.leader(),
                usual.role(),
                usual.exchange(),
                10 + number,
                "0xb" + number,
                usual.txHash(),
                usual.logIndex(),
                usual.orderHash(),
                usual.maker(),
                usual.taker(),
                token,
                false,
                usual.side(),
                usual.leaderPriceMicros(),
                usual.sharesMicros(),
                usual.usdcMicros(),
                0,
                at,
                at,
                "{}",
                usual.effective());
    }

    private static Instrument instrument(TokenId token, String condition, int index) {
        Instrument usual = Fixtures.instrument(YES);
        return new Instrument(
                token,
                condition,
                usual.marketKey(),
                usual.title(),
                usual.outcome(),
                index,
                usual.tick(),
                usual.minSizeMicros(),
                usual.fee(),
                usual.takerDelayNanos(),
                usual.negRisk(),
                true,
                false);
    }
}
