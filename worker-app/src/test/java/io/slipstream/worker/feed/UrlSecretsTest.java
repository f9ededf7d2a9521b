package io.slipstream.worker.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlSecretsTest {

    @ParameterizedTest
    @CsvSource({
        "https://provider.example/v2/Abc123Key456, unknown key Abc123Key456, unknown key …",
        "wss://provider.example/?dkey=secretword, no such dkey secretword!, no such dkey …!",
        "https://user:hunter2hunter2@provider.example/x, user:hunter2hunter2, user:…",
        "https://provider.example/polygon-mainnet/0123456789abcdef, polygon-mainnet at 0123456789abcdef, polygon-mainnet at …",
        "https://provider.example/onlysmallletterskey, onlysmallletterskey, …",
        "https://provider.example/ws/market, the market is closed, the market is closed"
    })
    void takesKeysOutOfWhatAProviderSays(String url, String said, String shown) {
        assertThat(UrlSecrets.of(URI.create(url)).hidden(said)).isEqualTo(shown);
    }

    @Test
    void hidesAnAccountInTheNameOfAHost() {
        assertThat(Endpoints.shown(URI.create("https://a1b2c3d4e5f6a7b8c9d0e1f2a3.matic.example/x")))
                .isEqualTo("….matic.example");
        assertThat(Endpoints.shown(URI.create("wss://polygon-mainnet.provider.example:8443/x")))
                .isEqualTo("polygon-mainnet.provider.example:8443");
    }
}
