package io.slipstream.sim.clob;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class BookTextTest {

    /** The published vector of section 3.7. */
    @Test
    void hashesABookAsTheOfficialClientsDo() {
        String book = "{\"market\":\"0xaabbcc\",\"asset_id\":\"100\",\"timestamp\":\"123456789\",\"hash\":\"\","
                + "\"bids\":[{\"price\":\"0.3\",\"size\":\"100\"},{\"price\":\"0.4\",\"size\":\"100\"}],"
                + "\"asks\":[{\"price\":\"0.6\",\"size\":\"100\"},{\"price\":\"0.7\",\"size\":\"100\"}],"
                + "\"min_order_size\":\"100\",\"tick_size\":\"0.01\",\"neg_risk\":false,\"last_trade_price\":\"0.5\"}";

        assertThat(BookText.sha1(book)).isEqualTo("0458ea5755c9f73d64a14636fa5c36ed460ec394");
    }
}
