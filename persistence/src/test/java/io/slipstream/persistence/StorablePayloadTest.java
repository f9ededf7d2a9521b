package io.slipstream.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which payloads are kept as they came and which as a string. */
class StorablePayloadTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1e999]",
                "{\"a\": \n-1.5E+400}",
                "{\"a\":[0, .1e-999]}",
                "\"\\u0000\"",
                "\"\0\"",
                "\"\\ud83d\"",
                "\"\\uDE00 \"",
                "{\"a\":\"\\ud83d\\ud83d\"}"
            })
    void keepsWhatJsonbCannotHoldAsAString(String payload) {
        assertThat(FillWriter.storable(payload)).startsWith("\"").isNotEqualTo(payload);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":\"0x12e345\"}",
                "{\"a\":[1, 2.5e10, -3]}",
                "{\"a\":true}",
                "{}",
                "\"\\ud83d\\ude00\"",
                "\"\uD83D\uDE00\""
            })
    void keepsWhatJsonbCanHoldAsItCame(String payload) {
        assertThat(FillWriter.storable(payload)).isEqualTo(payload);
    }

    /** Half a character has no bytes in any encoding. */
    @Test
    void replacesHalfACharacter() {
        assertThat(FillWriter.storable("\"a\uD83Db\"")).isEqualTo("\"a?b\"");
    }
}
