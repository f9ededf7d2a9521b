package io.slipstream.sim.exchange;

import static io.slipstream.sim.exchange.EngineFixture.CRYPTO;
import static io.slipstream.sim.exchange.EngineFixture.FREE;
import static io.slipstream.sim.exchange.EngineFixture.matchOf;
import static io.slipstream.sim.exchange.EngineFixture.micros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class MatchingEngineTest {

    private final EngineFixture venue = new EngineFixture(FREE);

    @Test
    void mintsAFullSetWhenBothBuyAndGivesTheAggressorTheBetterPrice() {
        venue.gtc(venue.ann, Side.BUY, Outcome.YES, 5_200, 100);

        Match match = matchOf(venue.fak(venue.bob, Side.BUY, Outcome.NO, 5_000, 40));

        assertThat(match.makerFills())
                .extracting(MakerFill::type, MakerFill::sharesMicros, MakerFill::cashMicros)
                .containsExactly(tuple(MatchType.MINT, micros(40), micros(20.8)));
        assertThat(match.cashMicros()).isEqualTo(micros(19.2));
        assertThat(venue.held(venue.ann, Outcome.YES)).isEqualTo(micros(40));
        assertThat(venue.held(venue.bob, Outcome.NO)).isEqualTo(micros(40));
        assertThat(venue.market.collateralMicros()).isEqualTo(micros(40));
    }

    @Test
    void mergesAFullSetWhenBothSell() {
        venue.endow(venue.ann, venue.bob, 50);
        venue.gtc(venue.ann, Side.SELL, Outcome.YES, 5_500, 50);

        Match match = matchOf(venue.fak(venue.bob, Side.SELL, Outcome.NO, 4_400, 50));

        assertThat(match.makerFills()).extracting(MakerFill::type).containsExactly(MatchType.MERGE);
        assertThat(match.cashMicros()).isEqualTo(micros(22.5));
        assertThat(venue.market.collateralMicros()).isEqualTo(micros(50));
    }

    @Test
    void sweepsSeveralLevelsAndKindsInOneMatchInPriceTimePriority() {
        venue.endow(venue.ann, venue.bob, 100);
        venue.gtc(venue.ann, Side.SELL, Outcome.YES, 5_300, 10);
        venue.gtc(venue.cleo, Side.BUY, Outcome.NO, 4_800, 10);
        venue.gtc(venue.bob, Side.SELL, Outcome.YES, 5_200, 10);
        venue.levels.clear();

        Match match = matchOf(venue.fak(venue.cleo, Side.BUY, Outcome.YES, 5_300, 25));

        assertThat(match.makerFills())
                .extracting(
                        fill -> fill.order().owner().label(),
                        fill -> fill.order().bookPrice(),
                        MakerFill::type)
                .containsExactly(
                        tuple("bob", 5_200, MatchType.COMPLEMENTARY), tuple("ann", 5_300, MatchType.COMPLEMENTARY));
        assertThat(match.sharesMicros()).isEqualTo(micros(20));
        assertThat(venue.levels).as("his own resting order is cancelled").containsExactly("ask 5200 0", "ask 5300 0");
        assertThat(match.taker().status()).isEqualTo(OrderStatus.CANCELED);
    }

    @Test
    void fillsTheOlderOrderOfALevelFirst() {
        venue.gtc(venue.ann, Side.BUY, Outcome.YES, 5_000, 10);
        venue.gtc(venue.cleo, Side.BUY, Outcome.YES, 5_000, 10);

        Match match = matchOf(venue.fak(venue.bob, Side.BUY, Outcome.NO, 5_000, 15));

        assertThat(match.makerFills())
                .extracting(fill -> fill.order().owner().label(), MakerFill::sharesMicros)
                .containsExactly(tuple("ann", micros(10)), tuple("cleo", micros(5)));
        assertThat(venue.levels).endsWith("bid 5000 5");
    }

    @Test
    void chargesTheAggressorOnlyAndCutsTheFeeOffAfterFiveDecimals() {
        EngineFixture crypto = new EngineFixture(CRYPTO);
        crypto.gtc(crypto.ann, Side.BUY, Outcome.YES, 5_000, 200);
        long before = crypto.bob.cashMicros();

        Match match = matchOf(crypto.fak(crypto.bob, Side.BUY, Outcome.NO, 5_000, 100));

        assertThat(match.feeMicros()).isEqualTo(micros(1.75));
        assertThat(before - crypto.bob.cashMicros()).isEqualTo(micros(51.75));
        assertThat(crypto.engine.feesMicros()).isEqualTo(micros(1.75));
        assertThat(new FeeCurve("weather", 500, 0).feeMicros(micros(5), 5_300)).isEqualTo(62_270);
        // two real fills (venue update 2): 0.030979956 and 0.0618783
        assertThat(CRYPTO.feeMicros(2_426_375, 2_400)).isEqualTo(30_970);
        assertThat(new FeeCurve("weather", 500, 0).feeMicros(9_706_400, 1_500)).isEqualTo(61_870);
        assertThat(CRYPTO.feeMicros(micros(100), 1_000)).isEqualTo(micros(0.63));
    }

    @Test
    void refusesWhatTheVenueRefuses() {
        venue.gtc(venue.ann, Side.BUY, Outcome.YES, 5_000, 100);

        assertThat(venue.gtc(venue.bob, Side.BUY, Outcome.YES, 5_050, 10)).isEqualTo(refused(Rejection.TICK));
        assertThat(venue.gtc(venue.bob, Side.BUY, Outcome.YES, 10_000, 10)).isEqualTo(refused(Rejection.TICK));
        assertThat(venue.gtc(venue.bob, Side.BUY, Outcome.YES, 4_000, 4)).isEqualTo(refused(Rejection.MINIMUM_SIZE));
        assertThat(venue.gtc(venue.bob, Side.BUY, Outcome.YES, 4_000, 10.001)).isEqualTo(refused(Rejection.LOT));
        assertThat(venue.fak(venue.bob, Side.SELL, Outcome.YES, 5_000, 10)).isEqualTo(refused(Rejection.BALANCE));
        assertThat(venue.gtc(venue.bob, Side.BUY, Outcome.YES, 4_000, 1e6)).isEqualTo(refused(Rejection.BALANCE));
        assertThat(venue.fak(venue.bob, Side.BUY, Outcome.YES, 5_000, 10)).isEqualTo(refused(Rejection.NO_MATCH));
        assertThat(venue.engine.submit(
                        OrderRequest.postOnly(venue.bob, venue.market, Outcome.NO, Side.BUY, 5_000, micros(10))))
                .isEqualTo(refused(Rejection.CROSSES));
        venue.gtc(venue.ann, Side.BUY, Outcome.YES, 9_000, 100);
        assertThat(venue.fak(venue.bob, Side.BUY, Outcome.NO, 1_000, 9)).isEqualTo(refused(Rejection.MINIMUM_NOTIONAL));
    }

    @Test
    void refinesTheTickOnceTheMarketIsNearlySure() {
        venue.gtc(venue.ann, Side.BUY, Outcome.YES, 9_600, 100);
        venue.gtc(venue.bob, Side.BUY, Outcome.NO, 200, 100);

        assertThat(venue.market.tick()).isEqualTo(10);
        assertThat(venue.oldTicks).containsExactly(100);
        assertThat(venue.gtc(venue.ann, Side.BUY, Outcome.YES, 9_610, 100)).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void paysTheWinnersAndUnlocksEverything() {
        venue.endow(venue.ann, venue.bob, 10);
        venue.gtc(venue.ann, Side.BUY, Outcome.YES, 3_000, 100);
        long before = venue.ann.cashMicros();

        venue.engine.halt(venue.market);
        venue.engine.resolve(venue.market, Outcome.NO);

        assertThat(venue.ann.cashMicros()).isEqualTo(before + micros(10));
        assertThat(venue.ann.freeMicros()).isEqualTo(venue.ann.cashMicros());
        assertThat(venue.market.collateralMicros()).isZero();
        assertThat(venue.gtc(venue.ann, Side.BUY, Outcome.YES, 3_000, 100)).isEqualTo(refused(Rejection.MARKET_CLOSED));
    }

    private static Submission refused(Rejection reason) {
        return new Submission.Rejected(reason);
    }
}
