package io.slipstream.worker.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.slipstream.core.chain.ChainLog;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node writes is checked where it enters: what is stored under a hash fits its column and its letter case. */
class RawLogTest {

    private static final String HASH = "0x" + "ab".repeat(32);

    @Test
    void writesHashesInOneLetterCase() {
        String mixed = "0x" + "aB".repeat(32);
        ChainLog log = log(mixed, mixed, "0x1", "0x66000000").toChainLog();
        assertThat(log.blockHash()).isEqualTo(HASH);
        assertThat(log.txHash()).isEqualTo(HASH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0x",
                "0xab",
                "0xabababababababababababababababababababababababababababababababab\0",
                "0x\0babababababababababababababababababababababababababababababababa",
                "0xababababababababababababababababababababababababababababababababab",
                "0xgbabababababababababababababababababababababababababababababababa",
                "1xabababababababababababababababababababababababababababababababab",
                "0x\uFF11babababababababababababababababababababababababababababababababa"
            })
    void refusesWhatIsNoHash(String text) {
        refuses(log(text, HASH, "0x1", null));
        refuses(log(HASH, text, "0x1", null));
    }

    @Test
    void refusesALogWithoutABlock() {
        refuses(log(null, HASH, "0x1", null));
    }

    @Test
    void refusesATimeWhoseNanosecondsWouldOverflow() {
        refuses(log(HASH, HASH, "0x1", "0xfffffffffff"));
        refuses(log(HASH, HASH, "0xffffffffffffffffffff", null));
    }

    private static void refuses(RawLog log) {
        assertThatIllegalArgumentException().isThrownBy(log::toChainLog);
    }

    private static RawLog log(
            @Nullable String blockHash, @Nullable String txHash, String logIndex, @Nullable String blockTimestamp) {
        return new RawLog(
                "0x" + "e1".repeat(20),
                List.of(),
                "0x",
                "0x2a",
                blockHash,
                txHash,
                logIndex,
                blockTimestamp,
                false,
                "{}");
    }
}
