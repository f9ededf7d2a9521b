package io.slipstream.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The sums of venue update 1, by hand. {@code -Dmatch.seed=} repeats the random ones. */
class EffectiveAmountsTest {

    private static final long SEED = Long.getLong("match.seed", 20_261_201);
    private static final Address EXCHANGE = new Address("0xE111180000d2663C0091e4f400237545B87B996B");
    private static final Address TAKER = new Address("0x" + "aa".repeat(20));
    private static final Address OTHER = new Address("0x" + "bb".repeat(20));
    private static final Address MAKER = new Address("0x" + "cc".repeat(20));
    private static final TokenId YES = TokenId.of("7");
    private static final TokenId NO = TokenId.of("8");

    @Test
    void sumsComplementaryOrders() {
        OrderFill buy = took(3, Side.BUY, YES, 30_000_000, 14_900_000);
        assertThat(EffectiveAmounts.of(
                        buy,
                        List.of(
                                made(1, Side.SELL, YES, 10_000_000, 4_900_000),
                                made(2, Side.SELL, YES, 20_000_000, 10_000_000))))
                .isEqualTo(new EffectiveAmounts(30_000_000, 14_900_000));
        OrderFill sale = took(2, Side.SELL, YES, 10_000_000, 4_800_000);
        assertThat(EffectiveAmounts.of(sale, List.of(made(1, Side.BUY, YES, 10_000_000, 4_800_000))))
                .isEqualTo(new EffectiveAmounts(10_000_000, 4_800_000));
    }

    /** Ten NO at 0.52 leave 0.48 a share to the taker, whose log says 7: 0.70 a share, and 2.2 dollars came back. */
    @Test
    void takesTheRestOfTheDollarInAMint() {
        OrderFill buy = took(2, Side.BUY, YES, 10_000_000, 7_000_000);
        EffectiveAmounts amounts = EffectiveAmounts.of(buy, List.of(made(1, Side.BUY, NO, 10_000_000, 5_200_000)));
        assertThat(amounts).isEqualTo(new EffectiveAmounts(10_000_000, 4_800_000));
        assertThat(amounts == null ? 0 : amounts.priceMicros()).isEqualTo(480_000);
        assertThat(buy.priceMicros()).isEqualTo(700_000);
    }

    /** Ten dollars are held ready for four shares: 2.50 a share by the log, 0.48 in truth. */
    @Test
    void bringsAPriceAboveADollarDown() {
        OrderFill buy = took(2, Side.BUY, YES, 4_000_000, 10_000_000);
        assertThat(buy.priceMicros()).isEqualTo(2_500_000);
        assertThat(EffectiveAmounts.of(buy, List.of(made(1, Side.BUY, NO, 4_000_000, 2_080_000))))
                .isEqualTo(new EffectiveAmounts(4_000_000, 1_920_000));
    }

    /** Ten were given, six were needed: 6 NO at 0.47 bring the taker 0.53 each. */
    @Test
    void takesTheRestOfTheDollarInAMerge() {
        OrderFill sale = took(2, Side.SELL, YES, 10_000_000, 3_180_000);
        assertThat(EffectiveAmounts.of(sale, List.of(made(1, Side.SELL, NO, 6_000_000, 2_820_000))))
                .isEqualTo(new EffectiveAmounts(6_000_000, 3_180_000));
    }

    @Test
    void mixesBoth() {
        OrderFill buy = took(4, Side.BUY, YES, 15_000_000, 9_000_000);
        assertThat(EffectiveAmounts.of(
                        buy,
                        List.of(
                                made(1, Side.SELL, YES, 5_000_000, 2_400_000),
                                made(2, Side.BUY, NO, 4_000_000, 2_080_000),
                                made(3, Side.BUY, NO, 6_000_000, 3_060_000))))
                .isEqualTo(new EffectiveAmounts(15_000_000, 2_400_000 + 1_920_000 + 2_940_000));
        OrderFill sale = took(3, Side.SELL, YES, 20_000_000, 7_200_000);
        assertThat(EffectiveAmounts.of(
                        sale,
                        List.of(
                                made(1, Side.BUY, YES, 5_000_000, 2_400_000),
                                made(2, Side.SELL, NO, 10_000_000, 5_200_000))))
                .isEqualTo(new EffectiveAmounts(15_000_000, 7_200_000));
    }

    /** What the order got is always true: logs that do not come to it are not all of its match, or of another. */
    @Test
    void knowsNothingFromAPartOfAMatch() {
        OrderFill buy = took(3, Side.BUY, YES, 30_000_000, 14_900_000);
        OrderFill part = made(1, Side.SELL, YES, 10_000_000, 4_900_000);
        assertThat(EffectiveAmounts.of(buy, List.of())).isNull();
        assertThat(EffectiveAmounts.of(buy, List.of(part))).isNull();
        assertThat(EffectiveAmounts.of(buy, List.of(made(1, Side.SELL, NO, 30_000_000, 14_900_000))))
                .as("the other token the other way settles with nobody")
                .isNull();
        assertThat(EffectiveAmounts.of(buy, List.of(made(1, Side.SELL, YES, 30_000_000, 14_900_001))))
                .as("no order pays more than it gave")
                .isNull();
    }

    /** Two matches of one owner in one transaction, one of a stranger between them, and a resting order of the owner himself. */
    @Test
    void tellsTheMatchesOfATransactionApart() {
        OrderFill first = took(3, Side.BUY, YES, 10_000_000, 6_000_000);
        OrderFill second = took(7, Side.BUY, YES, 10_000_000, 6_000_000);
        List<OrderFill> transaction = List.of(
                made(1, Side.SELL, YES, 4_000_000, 2_000_000),
                made(2, Side.BUY, NO, 6_000_000, 3_000_000),
                first,
                fill(4, MAKER, OTHER, Side.SELL, YES, 10_000_000, 4_900_000),
                fill(5, OTHER, EXCHANGE, Side.BUY, YES, 10_000_000, 4_900_000),
                fill(6, TAKER, TAKER, Side.SELL, YES, 10_000_000, 4_700_000),
                second);
        assertThat(EffectiveAmounts.among(transaction, first)).isEqualTo(new EffectiveAmounts(10_000_000, 5_000_000));
        assertThat(EffectiveAmounts.among(transaction, second)).isEqualTo(new EffectiveAmounts(10_000_000, 4_700_000));
        assertThat(EffectiveAmounts.among(transaction.reversed(), second))
                .isEqualTo(new EffectiveAmounts(10_000_000, 4_700_000));
    }

    /** The formulas of venue update 1 word by word, with integer division, against random matches. */
    @Test
    void agreesWithTheContractsArithmetic() {
        Random random = new Random(SEED);
        for (int round = 0; round < 20_000; round++) {
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            List<OrderFill> makers = new ArrayList<>();
            long shares = 0;
            long usdc = 0;
            int orders = random.nextInt(1, 6);
            for (int i = 0; i < orders; i++) {
                boolean complementary = random.nextBoolean();
                Side maker = complementary == (side == Side.BUY) ? Side.SELL : Side.BUY;
                long price = random.nextLong(1, 1_000);
                long making = random.nextLong(1_000, 1L << random.nextInt(11, 45));
                // a buyer gives price and takes 1,000; a seller gives 1,000 and takes price
                long taking = maker == Side.BUY ? making * 1_000 / price : making * price / 1_000;
                long made = maker == Side.BUY ? taking : making;
                long paid = maker == Side.BUY ? making : taking;
                makers.add(made(i, maker, complementary ? YES : NO, made, paid));
                shares += made;
                usdc += complementary ? paid : made - paid;
            }
            long unused = random.nextLong(1L << random.nextInt(1, 40));
            OrderFill taker = took(
                    orders,
                    side,
                    YES,
                    side == Side.BUY ? shares : shares + unused,
                    side == Side.BUY ? usdc + unused : usdc);
            assertThat(EffectiveAmounts.of(taker, makers))
                    .as("seed %d, round %d: %s", SEED, round, makers)
                    .isEqualTo(new EffectiveAmounts(shares, usdc));
        }
    }

    private static OrderFill took(long index, Side side, TokenId token, long shares, long usdc) {
        return fill(index, TAKER, EXCHANGE, side, token, shares, usdc);
    }

    private static OrderFill made(long index, Side side, TokenId token, long shares, long usdc) {
        return fill(index, MAKER, TAKER, side, token, shares, usdc);
    }

    private static OrderFill fill(
            long index, Address maker, Address taker, Side side, TokenId token, long shares, long usdc) {
        ChainLog log = new ChainLog(EXCHANGE, List.of(), "0x", 7, "0xb", "0xt", index, null, false);
        return new OrderFill(log, "0xo" + index, maker, taker, side, token, false, shares, usdc, 0, false);
    }
}
