package io.slipstream.worker.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.ChainLog;
import io.slipstream.core.chain.EffectiveAmounts;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.chain.OrderFill;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.worker.node.RawLog;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CounterpartiesTest {

    private static final Address EXCHANGE = new Address("0xE111180000d2663C0091e4f400237545B87B996B");
    private static final Address LEADER = new Address("0x" + "aa".repeat(20));
    private static final Address MAKER = new Address("0x" + "cc".repeat(20));
    private static final EffectiveAmounts TRADED = new EffectiveAmounts(10_000_000, 4_800_000);

    private final Counterparties counterparties = new Counterparties();
    private final OrderFill met = fill(1, MAKER, LEADER, "8", 10_000_000, 5_200_000, "0xb");
    private final OrderFill took = fill(2, LEADER, EXCHANGE, "7", 10_000_000, 7_000_000, "0xb");

    @Test
    void pricesAFillWhoseCounterpartiesCameBefore() {
        assertThat(counterparties.add(met)).isEmpty();
        assertThat(counterparties.price(leaderFill(took), took).effective()).isEqualTo(TRADED);
        assertThat(counterparties.add(met)).as("told once").isEmpty();
    }

    @Test
    void pricesAFillWhoseCounterpartiesComeLater() {
        LeaderFill logged = leaderFill(took);
        assertThat(counterparties.price(logged, took).effective()).isNull();
        assertThat(counterparties.add(met)).containsExactly(logged.with(TRADED));
        assertThat(counterparties.add(met)).as("told once").isEmpty();
    }

    @Test
    void keepsBlocksApart() {
        assertThat(counterparties.price(leaderFill(took), took).effective()).isNull();
        assertThat(counterparties.add(fill(1, MAKER, LEADER, "8", 10_000_000, 5_200_000, "0xother")))
                .isEmpty();
    }

    @Test
    void leavesAFillAsItIsWhoseOrderRested() {
        LeaderFill rested = leaderFill(fill(1, LEADER, MAKER, "7", 10, 5, "0xb"));
        assertThat(counterparties.price(rested, fill(1, LEADER, MAKER, "7", 10, 5, "0xb")))
                .isSameAs(rested);
    }

    /** What nobody asks about any more goes, whatever is pushed. */
    @Test
    void forgetsTheOldest() {
        assertThat(counterparties.add(met)).isEmpty();
        for (int i = 0; i < 10_000; i++) {
            assertThat(counterparties.add(fill(i, MAKER, LEADER, "8", 10, 5, "0xb" + i)))
                    .isEmpty();
        }
        assertThat(counterparties.price(leaderFill(took), took).effective()).isNull();
    }

    /** Trap: where one leader's order met another's, two filters let its log through, and it was a fill of its own each time. */
    @Test
    void takesALogOnceThatTwoFiltersLetThrough() {
        RawLog met = raw("0x9", "0x1");
        RawLog took = raw("0x9", "0x2");
        RawLog older = raw("0x8", "0x30");
        assertThat(FillDecoder.inOrder(List.of(took, met, older, met))).containsExactly(older, met, took);
    }

    private static RawLog raw(String block, String logIndex) {
        return new RawLog("0xe", List.of(), "0x", block, "0xb" + block, "0xt", logIndex, null, false, "{}");
    }

    private static LeaderFill leaderFill(OrderFill fill) {
        return LeaderFill.of(new UUID(0, 1), "polygon", fill, 5, "{}");
    }

    private static OrderFill fill(
            long index, Address maker, Address taker, String token, long shares, long usdc, String blockHash) {
        ChainLog log = new ChainLog(EXCHANGE, List.of(), "0x", 7, blockHash, "0xt", index, null, false);
        return new OrderFill(
                log, "0xo" + index, maker, taker, Side.BUY, TokenId.of(token), false, shares, usdc, 0, false);
    }
}
