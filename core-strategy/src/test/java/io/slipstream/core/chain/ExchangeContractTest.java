package io.slipstream.core.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExchangeContractTest {

    private static final String ADDRESS = "0x" + "e1".repeat(20);

    @Test
    void knowsAllGenerationsOfTheVenue() {
        assertThat(ExchangeContract.venue())
                .extracting(ExchangeContract::layout)
                .containsExactly(EventLayout.V1, EventLayout.V1, EventLayout.V2, EventLayout.V2, EventLayout.V2);
        assertThat(ExchangeContract.venue())
                .filteredOn(exchange -> exchange.isValidAt(90_000_000))
                .extracting(ExchangeContract::name)
                .containsExactly("ctf-v2", "neg-risk-v2", "exchange-v3");
        assertThat(ExchangeContract.venue())
                .filteredOn(exchange -> exchange.tokens() == TokenLedger.POSITION_MANAGER)
                .extracting(ExchangeContract::name)
                .containsExactly("exchange-v3");
    }

    @Test
    void readsAnExchangeWithAndWithoutBlocks() {
        assertThat(ExchangeContract.parse("ctf:" + ADDRESS + ":v2"))
                .isEqualTo(new ExchangeContract("ctf", new Address(ADDRESS), EventLayout.V2));
        assertThat(ExchangeContract.parse("old:" + ADDRESS + ":V1:10"))
                .isEqualTo(
                        new ExchangeContract("old", new Address(ADDRESS), EventLayout.V1, 10, ExchangeContract.OPEN));
        ExchangeContract bounded = ExchangeContract.parse(" old:" + ADDRESS + ":v1:10:20 ");
        assertThat(bounded.isValidAt(9)).isFalse();
        assertThat(bounded.isValidAt(10)).isTrue();
        assertThat(bounded.isValidAt(20)).isTrue();
        assertThat(bounded.isValidAt(21)).isFalse();
        assertThat(bounded.overlaps(0, 9)).isFalse();
        assertThat(bounded.overlaps(20, 30)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ctf, expected name",
        "ctf:0x12:v2, not an address",
        "ctf:0xe1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1:v4, layout must be v1 or v2",
        "ctf:0xe1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1:v2:x, not a block number",
        "ctf:0xe1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1:v2:9:8, run backward",
        "ctf:0xe1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1:v2:9:10:11, expected name",
        "' :0xe1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1:v2', needs a name"
    })
    void saysWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> ExchangeContract.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
