package io.slipstream.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrderFilledDecoderTest {

    private static final Address EXCHANGE = new Address("0xE111180000d2663C0091e4f400237545B87B996B");
    private static final ExchangeContract V2 = new ExchangeContract("ctf-v2", EXCHANGE, EventLayout.V2, 5, 100);
    private static final ExchangeContract V1 = new ExchangeContract("ctf-v1", EXCHANGE, EventLayout.V1);
    private static final Address AGGRESSOR = new Address("0x361B766227DB19d4C8037595A9d4ced9faD81a24");
    private static final Address RESTING = new Address("0xF5183756a0bE58AA0b0960F1e2D2451894B631d5");
    private static final String NO_TOKEN =
            "45763018441764333771124945243746174684578244015331389396782339063349542289693";
    private static final String YES_TOKEN =
            "102936224134271070189104847090829839924697394514566827387181305960175107677216";

    /** Protocol reference 1.4: the aggressor of a MINT match bought NO, whatever his counterparty's log says. */
    @Test
    void readsBothSidesOfAMint() {
        OrderFill aggressor = fill(v2(AGGRESSOR, EXCHANGE, "0", NO_TOKEN, "999999", "2083332", "0"));
        assertThat(aggressor.side()).isEqualTo(Side.BUY);
        assertThat(aggressor.tokenId()).isEqualTo(TokenId.of(NO_TOKEN));
        assertThat(aggressor.sharesMicros()).isEqualTo(2_083_332);
        assertThat(aggressor.usdcMicros()).isEqualTo(999_999);
        assertThat(aggressor.priceMicros()).isEqualTo(480_000);
        assertThat(aggressor.isAggressor()).isTrue();
        OrderFill resting = fill(v2(RESTING, AGGRESSOR, "0", YES_TOKEN, "1083333", "2083332", "0"));
        assertThat(resting.priceMicros()).isEqualTo(520_000);
        assertThat(resting.isAggressor()).isFalse();
    }

    @Test
    void keepsTheFeeAndTheRoleOfALeader() {
        OrderFill fill = fill(v2(AGGRESSOR, EXCHANGE, "0", NO_TOKEN, "30000000", "102116000", "1059320"));
        LeaderFill leaderFill = LeaderFill.of(new UUID(0, 1), "polygon", fill, 5, "{}");
        assertThat(leaderFill.feeMicros()).isEqualTo(1_059_320);
        assertThat(leaderFill.leader()).isEqualTo(AGGRESSOR);
        assertThat(leaderFill.role()).isEqualTo(LeaderRole.TAKER);
        assertThat(leaderFill.leaderPriceMicros()).isEqualTo(293_784);
        assertThat(leaderFill.dedupeKey()).isEqualTo(EXCHANGE + "|0xb|0xt|3");
    }

    @Test
    void readsASale() {
        OrderFill fill = fill(v2(RESTING, AGGRESSOR, "1", YES_TOKEN, "4180000", "3929200", "0"));
        assertThat(fill.side()).isEqualTo(Side.SELL);
        assertThat(fill.sharesMicros()).isEqualTo(4_180_000);
        assertThat(fill.usdcMicros()).isEqualTo(3_929_200);
    }

    @Test
    void readsTheFirstGenerationAndItsFeeInShares() {
        OrderFill buy = fill(
                log(EventLayout.V1, RESTING, AGGRESSOR, words("0", YES_TOKEN, "7434000", "17700000", "1770000")), V1);
        assertThat(buy.side()).isEqualTo(Side.BUY);
        assertThat(buy.sharesMicros()).isEqualTo(17_700_000);
        assertThat(buy.feeMicros()).isEqualTo(1_770_000);
        assertThat(buy.feeUsdcMicros()).isEqualTo(743_400);
        OrderFill sell =
                fill(log(EventLayout.V1, RESTING, AGGRESSOR, words(YES_TOKEN, "0", "10000000", "3300000", "5")), V1);
        assertThat(sell.side()).isEqualTo(Side.SELL);
        assertThat(sell.feeUsdcMicros()).isEqualTo(5);
    }

    @Test
    void rejectsWhatIsMalformedAndSaysWhy() {
        assertThat(rejection(v2(RESTING, AGGRESSOR, "2", YES_TOKEN, "1", "1", "0")))
                .contains("side");
        assertThat(rejection(v2(RESTING, AGGRESSOR, "0", YES_TOKEN, "1", "0", "0")))
                .contains("no shares");
        assertThat(rejection(v2(RESTING, AGGRESSOR, "1", YES_TOKEN, "0", "1", "0")))
                .contains("no shares");
        assertThat(rejection(v2(RESTING, AGGRESSOR, "0", "0", "1", "1", "0"))).contains("token");
        assertThat(rejection(v2(RESTING, AGGRESSOR, "0", YES_TOKEN, "1", "1" + "0".repeat(40), "0")))
                .contains("absurd");
        ChainLog good = v2(RESTING, AGGRESSOR, "0", YES_TOKEN, "1", "1", "0");
        assertThat(rejection(with(good, good.topics().subList(0, 3), good.data())))
                .contains("4 topics");
        assertThat(rejection(with(good, good.topics(), good.data().substring(0, 100))))
                .contains("7 words");
        assertThat(rejection(with(good, good.topics(), good.data() + "0".repeat(64))))
                .contains("7 words");
    }

    @Test
    void rejectsWhatCannotBe() {
        assertThat(rejection(v2(RESTING, AGGRESSOR, "1", YES_TOKEN, "2", "1", "2")))
                .as("a fee that is taken from the proceeds")
                .contains("fee");
        ChainLog decoy = v2(RESTING, AGGRESSOR, "0", YES_TOKEN, "1", "1", "0");
        assertThat(rejection(new ChainLog(AGGRESSOR, decoy.topics(), decoy.data(), 7, "0xb", "0xt", 3, null, false)))
                .contains("not a log of exchange ctf-v2");
        assertThat(rejection(new ChainLog(EXCHANGE, decoy.topics(), decoy.data(), 4, "0xb", "0xt", 3, null, false)))
                .contains("no fills in block 4");
    }

    /** Trap: real logs before the refund say more than a dollar a share, and a purchase's fee comes on top. */
    @Test
    void neverRejectsAFillForWhatItCosts() {
        OrderFill dear = fill(v2(AGGRESSOR, EXCHANGE, "0", NO_TOKEN, "5000000", "2083332", "9"));
        assertThat(dear.priceMicros()).isEqualTo(2_400_002);
        assertThat(dear.effective()).as("before the refund").isNull();
        OrderFill absurdlyDear = fill(v2(AGGRESSOR, EXCHANGE, "0", NO_TOKEN, "999999999999999999", "1", "0"));
        assertThat(absurdlyDear.priceMicros()).isEqualTo(1_000_000_000_000L);
        OrderFill feeOnTop = fill(v2(AGGRESSOR, EXCHANGE, "0", NO_TOKEN, "1", "2", "10"));
        assertThat(feeOnTop.feeUsdcMicros()).isEqualTo(10);
        OrderFill worthNothing = fill(v2(RESTING, AGGRESSOR, "1", YES_TOKEN, "1", "0", "0"));
        assertThat(worthNothing.priceMicros()).isZero();
        assertThat(worthNothing.effective()).isEqualTo(new EffectiveAmounts(1, 0));
        assertThat(fill(v2(RESTING, AGGRESSOR, "0", YES_TOKEN, "0", "1", "0")).priceMicros())
                .isZero();
    }

    @Test
    void recognisesCombinationsOfTheThirdGenerationOnly() {
        String combo = BigInteger.valueOf(3).shiftLeft(248).add(BigInteger.TWO).toString();
        String single = BigInteger.TWO.shiftLeft(248).add(BigInteger.TWO).toString();
        ExchangeContract third = new ExchangeContract("exchange-v3", EXCHANGE, EventLayout.V2);
        assertThat(fill(v2(RESTING, AGGRESSOR, "0", combo, "1", "1", "0"), third)
                        .combo())
                .isTrue();
        assertThat(fill(v2(RESTING, AGGRESSOR, "0", single, "1", "1", "0"), third)
                        .combo())
                .isFalse();
        assertThat(fill(v2(RESTING, AGGRESSOR, "0", combo, "1", "1", "0")).combo())
                .as("a hash that happens to begin with 3")
                .isFalse();
    }

    /** One wallet on both sides of a match is two orders, and each is stated once with the wallet as maker. */
    @Test
    void readsAWalletOnBothSidesOfOneMatch() {
        LeaderFill resting = LeaderFill.of(
                new UUID(0, 1), "polygon", fill(v2(RESTING, RESTING, "1", YES_TOKEN, "10", "5", "0")), 5, "{}");
        LeaderFill taking = LeaderFill.of(
                new UUID(0, 2), "polygon", fill(v2(RESTING, EXCHANGE, "0", YES_TOKEN, "5", "10", "0")), 5, "{}");
        assertThat(resting.role()).isEqualTo(LeaderRole.MAKER);
        assertThat(resting.side()).isEqualTo(Side.SELL);
        assertThat(taking.role()).isEqualTo(LeaderRole.TAKER);
        assertThat(taking.side()).isEqualTo(Side.BUY);
    }

    @Test
    void neverThrowsWhateverTheLogHolds() {
        long seed = 20_261_122;
        Random random = new Random(seed);
        ChainLog good = v2(RESTING, AGGRESSOR, "0", YES_TOKEN, "1000000", "2000000", "0");
        for (int i = 0; i < 100_000; i++) {
            StringBuilder data = new StringBuilder(good.data());
            List<StringBuilder> topics =
                    good.topics().stream().map(StringBuilder::new).toList();
            for (int change = random.nextInt(4); change >= 0; change--) {
                StringBuilder target = random.nextBoolean() ? data : topics.get(random.nextInt(4));
                target.setCharAt(random.nextInt(target.length()), (char) (' ' + random.nextInt(95)));
            }
            ChainLog mutated =
                    with(good, topics.stream().map(StringBuilder::toString).toList(), data.toString());
            assertThat(OrderFilledDecoder.decode(mutated, V2))
                    .as("seed %d, round %d", seed, i)
                    .isNotNull();
        }
    }

    private static OrderFill fill(ChainLog log) {
        return fill(log, V2);
    }

    private static OrderFill fill(ChainLog log, ExchangeContract exchange) {
        return ((Decoded.Fill) OrderFilledDecoder.decode(log, exchange)).fill();
    }

    private static String rejection(ChainLog log) {
        return ((Decoded.Rejected) OrderFilledDecoder.decode(log, V2)).reason();
    }

    private static ChainLog v2(
            Address maker,
            Address taker,
            String side,
            String token,
            String makerAmount,
            String takerAmount,
            String fee) {
        return log(EventLayout.V2, maker, taker, words(side, token, makerAmount, takerAmount, fee, "0", "0"));
    }

    private static ChainLog log(EventLayout layout, Address maker, Address taker, String data) {
        return new ChainLog(
                EXCHANGE,
                List.of(layout.topic0(), "0x" + "ab".repeat(32), maker.toTopic(), taker.toTopic()),
                data,
                7,
                "0xb",
                "0xt",
                3,
                1_776_463_014L,
                false);
    }

    private static ChainLog with(ChainLog log, List<String> topics, String data) {
        return new ChainLog(
                log.address(),
                topics,
                data,
                log.blockNumber(),
                log.blockHash(),
                log.txHash(),
                log.logIndex(),
                null,
                false);
    }

    private static String words(String... decimals) {
        return "0x"
                + Stream.of(decimals)
                        .map(decimal -> "%064x".formatted(new BigInteger(decimal)))
                        .collect(Collectors.joining());
    }
}
