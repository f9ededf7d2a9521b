package io.slipstream.worker.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.market.TokenId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WantedTokensTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final TokenId ONE = TokenId.of("1");
    private static final TokenId TWO = TokenId.of("2");
    private static final TokenId THREE = TokenId.of("3");
    private static final TokenId FOUR = TokenId.of("4");

    private final WantedTokens wanted = new WantedTokens(Duration.ofHours(24), 1_000);

    @Test
    void putsWhatIsTradedOnFirst() {
        wanted.track(List.of(FOUR));
        wanted.traded(THREE, NOON);
        wanted.held(TWO, true);
        wanted.ordered(ONE, true);
        assertThat(wanted.all(NOON)).containsExactly(ONE, TWO, THREE, FOUR);
    }

    @Test
    void keepsWhatALeaderTradedForADaySinceTheLastTime() {
        wanted.traded(ONE, NOON);
        wanted.traded(ONE, NOON.plus(Duration.ofHours(5)));
        wanted.traded(ONE, NOON.plus(Duration.ofHours(2)));
        assertThat(wanted.all(NOON.plus(Duration.ofHours(29)))).containsExactly(ONE);
        assertThat(wanted.all(NOON.plus(Duration.ofHours(29)).plusSeconds(1))).isEmpty();
    }

    @Test
    void keepsWhatWeHoldHoweverLongAgoALeaderTradedIt() {
        wanted.traded(ONE, NOON);
        wanted.held(ONE, true);
        assertThat(wanted.all(NOON.plus(Duration.ofDays(90)))).containsExactly(ONE);
        wanted.held(ONE, false);
        assertThat(wanted.all(NOON.plus(Duration.ofDays(90)))).isEmpty();
    }

    @Test
    void tracksWhatItIsToldLastAndNoOthers() {
        wanted.track(List.of(ONE, TWO));
        wanted.track(List.of(TWO, THREE));
        assertThat(wanted.all(NOON)).containsExactly(TWO, THREE);
    }

    /** Whoever still asks after a market's end. */
    @Test
    void neverKeepsWhatEnded() {
        wanted.ordered(ONE, true);
        wanted.end(List.of(ONE));
        wanted.ordered(ONE, true);
        wanted.held(ONE, true);
        wanted.traded(ONE, NOON);
        wanted.track(List.of(ONE));
        assertThat(wanted.all(NOON)).isEmpty();
        assertThat(wanted.withOrders()).isEmpty();
    }

    @Test
    void keepsTheMostRecentOfLeadersAndAllThatIsHeldOrOrdered() {
        WantedTokens few = new WantedTokens(Duration.ofHours(24), 2);
        Instant start = Instant.parse("2026-11-22T12:00:00Z");
        for (int i = 1; i <= 5; i++) {
            few.traded(TokenId.of(Integer.toString(100 + i)), start.plusSeconds(i));
        }
        few.held(TokenId.of("101"), true);
        few.ordered(TokenId.of("102"), true);
        assertThat(few.all(start.plusSeconds(10)))
                .containsExactlyInAnyOrder(TokenId.of("101"), TokenId.of("102"), TokenId.of("104"), TokenId.of("105"));
    }
}
