package io.slipstream.worker.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.worker.node.FrameReader.Frame;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class FrameReaderTest {

    private static final String BLOCK = "0x" + "b4".repeat(32);
    private static final String TRANSACTION = "0x" + "A1".repeat(32);
    private static final String LOG = """
            {"address":"0x%s","topics":["0xaa","0xbb","0xcc","0xdd"],"data":"0x01","blockNumber":"0x2a","blockHash":"%s",\
            "transactionHash":"%s","transactionIndex":"0x0","logIndex":"0x7","blockTimestamp":"0x10","removed":true}""".formatted("E1".repeat(20), BLOCK, TRANSACTION);

    private final FrameReader reader = new FrameReader(new JsonMapper());

    @Test
    void readsALogWithItsExactText() {
        Frame frame = reader.frame(notification(" " + LOG + " "));
        assertThat(frame).isInstanceOfSatisfying(Frame.Log.class, log -> {
            assertThat(log.subscription()).isEqualTo("0x5");
            assertThat(log.log().payload()).isEqualTo(LOG);
            assertThat(log.log().topics()).containsExactly("0xaa", "0xbb", "0xcc", "0xdd");
            assertThat(log.log().removed()).isTrue();
            assertThat(log.log().block()).isEqualTo(42);
            assertThat(log.log().place()).isEqualTo(BLOCK + "|" + TRANSACTION + "|0x7");
        });
    }

    @Test
    void readsAHead() {
        assertThat(reader.frame(notification("""
                {"number":"0x2b","hash":"0xb43","parentHash":"0xb42","timestamp":"0x6561","logsBloom":"0x00","uncles":[]}""")))
                .isEqualTo(new Frame.Head("0x5", new BlockHeader(43, "0xb43", "0xb42", 0x6561)));
    }

    @Test
    void readsAnswersAndErrors() {
        assertThat(reader.frame("{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":\"0x89\"}"))
                .isEqualTo(new Frame.Answer(3, "0x89", null));
        assertThat(reader.frame("{\"id\":3,\"error\":{\"code\":-32000,\"message\":\"no\"}}"))
                .isEqualTo(new Frame.Answer(3, null, "{\"code\":-32000,\"message\":\"no\"}"));
        assertThat(reader.frame("{\"id\":3,\"result\":{\"a\":[1]}}")).isEqualTo(new Frame.Answer(3, null, null));
    }

    @Test
    void readsTheLogsOfAnAnswer() throws RpcException {
        List<RawLog> logs = reader.logs("{\"id\":1,\"result\":[" + LOG + "," + LOG.replace("0x7", "0x8") + "]}");
        assertThat(logs).extracting(RawLog::logIndexOrNone).containsExactly(7L, 8L);
        assertThat(logs.getFirst().payload()).isEqualTo(LOG);
        assertThat(reader.logs("{\"result\":[]}")).isEmpty();
    }

    @Test
    void tellsAnErrorFromAnEmptyAnswer() {
        assertThatThrownBy(() -> reader.logs("{\"error\":{\"code\":-32005,\"message\":\"too many\"}}"))
                .isInstanceOfSatisfying(
                        RpcException.class, e -> assertThat(e.rangeTooLarge()).isTrue());
        assertThatThrownBy(() -> reader.logs("{\"result\":[" + LOG + ",null," + LOG + "]}"))
                .as("what comes after it must not be lost")
                .hasMessageContaining("no log");
        assertThatThrownBy(() -> reader.logs("{\"result\":null}")).hasMessageContaining("no array");
        assertThatThrownBy(() -> reader.logs("{\"result\":[" + LOG)).hasMessageContaining("no JSON");
        assertThatThrownBy(() -> reader.logs("busy")).hasMessageContaining("no JSON");
    }

    /** Whatever comes, it is a frame of some kind; and what is no log with all its fields says so when it is asked. */
    @Test
    void neverThrowsWhateverComes() {
        long seed = 20_261_122;
        Random random = new Random(seed);
        String good = notification(LOG);
        for (int round = 0; round < 40_000; round++) {
            StringBuilder text = new StringBuilder(good);
            for (int change = random.nextInt(5); change >= 0; change--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) (' ' + random.nextInt(95)));
                    case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(20)));
                    default -> text.insert(at, "{[\"0x,:]}".charAt(random.nextInt(9)));
                }
            }
            Frame frame = reader.frame(text.toString());
            assertThat(frame).as("seed %d, round %d", seed, round).isNotNull();
            if (frame instanceof Frame.Log log) {
                try {
                    assertThat(log.log().toChainLog()).isNotNull();
                } catch (IllegalArgumentException e) {
                    assertThat(e).hasMessageNotContaining("null");
                }
            }
        }
    }

    private static String notification(String result) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"eth_subscription\",\"params\":{\"subscription\":\"0x5\",\"result\":"
                + result + "}}";
    }
}
