package io.slipstream.core.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.ChainLog;
import io.slipstream.core.chain.EventLayout;
import io.slipstream.core.chain.ExchangeContract;
import io.slipstream.core.market.TokenId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class TransactionReadingTest {

    private static final Address LEADER = new Address("0x" + "aa".repeat(20));
    private static final Address OTHER = new Address("0x" + "bb".repeat(20));
    private static final Address ZERO = new Address("0x" + "00".repeat(20));
    private static final Address STRANGER = new Address("0x" + "5e".repeat(20));
    private static final Address CTF = new Address("0x4D97DCd97eC945f40cF65F87097ACe5EA0476045");
    private static final Address PUSD = new Address("0xC011a7E12a19f7B1f670d46F03B03f3342E82DFB");
    private static final Address ADAPTER = new Address("0xAdA100Db00Ca00073811820692005400218FcE1f");
    private static final ExchangeContract EXCHANGE = ExchangeContract.venue().get(2);
    private static final VenueContracts VENUE = VenueContracts.of(ExchangeContract.venue(), Set.of());
    private static final String SPLIT = "0x2e6bb91f8cbcda0c93623c54d0403a43514fabc40084ec96b6d5379a74786298";
    private static final String REDEEM = "0x2682012a4a4f1973119f1c9b90745d1bd91fa2bab387344f044cb3586864d18d";
    private static final String NEG_RISK_REDEEM = "0x9140a6a270ef945260c03894b3c6b3b2695e9d5101feef0ff24fec960cfd3224";
    private static final Address NEG_RISK = new Address("0xd91E80cF2E7be2e162c6513ceD06f1dD0dA35296");

    private final List<ChainLog> logs = new ArrayList<>();

    /** The exchange mints a pair and hands the leader his half: the fill says it all. */
    @Test
    void countsTheExchangesOwnMintOnce() {
        log(CTF, List.of(SPLIT, ADAPTER.toTopic(), word(1), word(2)), "0x");
        batch(ADAPTER, ZERO, EXCHANGE.address(), 7, 10, 8, 10);
        single(EXCHANGE.address(), EXCHANGE.address(), LEADER, 7, 10);
        single(EXCHANGE.address(), EXCHANGE.address(), OTHER, 8, 10);
        pay(LEADER, EXCHANGE.address(), 5);
        fill(LEADER, 0, 7, 5, 10);
        assertThat(TransactionReading.isExplainedByFills(VENUE, LEADER, logs)).isTrue();
        assertThat(read()).isEqualTo(new TransactionReading.Result(List.of(), List.of()));
    }

    /** Ten were given, four came back: the log before the refund says ten, the order that was met says six. */
    @Test
    void countsWhatASaleReallySold() {
        single(EXCHANGE.address(), LEADER, EXCHANGE.address(), 7, 10);
        matched(OTHER, LEADER, 1, 8, 6, 2);
        single(EXCHANGE.address(), EXCHANGE.address(), LEADER, 7, 4);
        pay(EXCHANGE.address(), LEADER, 4);
        fill(LEADER, 1, 7, 10, 4);
        assertThat(TransactionReading.isExplainedByFills(VENUE, LEADER, logs)).isTrue();
        assertThat(read()).isEqualTo(new TransactionReading.Result(List.of(), List.of()));
    }

    /** The collateral's own logs say what was paid; fills that come to something else are a finding. */
    @Test
    void holdsWhatWasReallyPaidAgainstTheCollateral() {
        pay(LEADER, EXCHANGE.address(), 9);
        matched(OTHER, LEADER, 0, 8, 5, 10);
        single(EXCHANGE.address(), EXCHANGE.address(), LEADER, 7, 10);
        pay(EXCHANGE.address(), LEADER, 4);
        fill(LEADER, 0, 7, 9, 10);
        assertThat(TransactionReading.isExplainedByFills(VENUE, LEADER, logs)).isTrue();
        assertThat(read()).isEqualTo(new TransactionReading.Result(List.of(), List.of()));

        pay(EXCHANGE.address(), LEADER, 1);
        assertThat(TransactionReading.isExplainedByFills(VENUE, LEADER, logs)).isFalse();
        assertThat(read().events()).isEmpty();
        assertThat(read().drifts()).hasSize(1);
        assertThat(read().drifts().getFirst().reason()).contains("other collateral");
    }

    @Test
    void readsASplitThroughTheAdapter() {
        pay(LEADER, ADAPTER, 10);
        log(CTF, List.of(SPLIT, ADAPTER.toTopic(), word(1), word(2)), "0x");
        batch(ADAPTER, ZERO, ADAPTER, 7, 10, 8, 10);
        batch(ADAPTER, ADAPTER, LEADER, 7, 10, 8, 10);
        assertThat(TransactionReading.isExplainedByFills(VENUE, LEADER, logs)).isFalse();
        assertThat(read().events())
                .extracting(InventoryEvent::kind, InventoryEvent::tokenId, InventoryEvent::sharesMicros)
                .containsExactly(tuple(InventoryKind.SPLIT, 7, 10), tuple(InventoryKind.SPLIT, 8, 10));
        assertThat(read().drifts()).isEmpty();
    }

    /** One redemption, two events and two transfers of the token. */
    @Test
    void countsARedemptionThatTwoLogsTellOfOnce() {
        single(LEADER, LEADER, ADAPTER, 7, 4);
        single(ADAPTER, LEADER, ADAPTER, 7, 6);
        log(CTF, List.of(REDEEM, ADAPTER.toTopic(), word(1), word(2)), "0x");
        log(NEG_RISK, List.of(NEG_RISK_REDEEM, LEADER.toTopic(), word(1)), "0x");
        pay(ADAPTER, LEADER, 10);
        assertThat(read().events())
                .extracting(InventoryEvent::kind, InventoryEvent::tokenId, InventoryEvent::sharesMicros)
                .containsExactly(tuple(InventoryKind.REDEEM, 7, -10));
        assertThat(read().drifts()).isEmpty();
    }

    @Test
    void readsPlainTransfersBothWays() {
        single(LEADER, LEADER, OTHER, 7, 4);
        single(OTHER, OTHER, LEADER, 8, 3);
        assertThat(read().events())
                .extracting(InventoryEvent::kind, InventoryEvent::tokenId, InventoryEvent::sharesMicros)
                .containsExactly(tuple(InventoryKind.TRANSFER, 7, -4), tuple(InventoryKind.TRANSFER, 8, 3));
        assertThat(read().drifts()).isEmpty();
    }

    @Test
    void readsWhatAFillLeavesOpen() {
        single(EXCHANGE.address(), EXCHANGE.address(), LEADER, 7, 10);
        single(LEADER, LEADER, OTHER, 7, 4);
        fill(LEADER, 0, 7, 5, 10);
        assertThat(read().events())
                .extracting(InventoryEvent::kind, InventoryEvent::tokenId, InventoryEvent::sharesMicros)
                .containsExactly(tuple(InventoryKind.TRANSFER, 7, -4));
    }

    /** The next generation of the exchange: tokens move for collateral and no fill is stated. */
    @Test
    void suspectsAContractThatTradesWithoutAFill() {
        single(STRANGER, OTHER, LEADER, 7, 10);
        pay(LEADER, STRANGER, 5);
        log(STRANGER, List.of(word(99), LEADER.toTopic()), "0x");
        assertThat(read().drifts()).extracting(Drift::contract).containsExactly(STRANGER);
        assertThat(read().events()).extracting(InventoryEvent::kind).containsExactly(InventoryKind.UNKNOWN);
    }

    /** A stranger that mints a pair for its two sides is no split of the leader's. */
    @Test
    void suspectsAContractThatMintsAPairWithoutAFill() {
        pay(LEADER, STRANGER, 5);
        log(CTF, List.of(SPLIT, ADAPTER.toTopic(), word(1), word(2)), "0x");
        batch(ADAPTER, ZERO, STRANGER, 7, 10, 8, 10);
        single(STRANGER, STRANGER, LEADER, 7, 10);
        assertThat(read().drifts()).extracting(Drift::contract).containsExactly(STRANGER);
    }

    @Test
    void suspectsAKnownExchangeThatStatesNoFill() {
        single(EXCHANGE.address(), EXCHANGE.address(), LEADER, 7, 10);
        pay(LEADER, EXCHANGE.address(), 5);
        assertThat(read().drifts()).extracting(Drift::contract).containsExactly(EXCHANGE.address());
    }

    @Test
    void suspectsAnExchangeWhoseTokensNobodyMoved() {
        fill(LEADER, 0, 7, 5, 10);
        assertThat(read().drifts()).extracting(Drift::contract).containsExactly(EXCHANGE.address());
        assertThat(read().events()).isEmpty();
    }

    @Test
    void suspectsALedgerNobodyDeclared() {
        Address ledger = new Address("0x" + "1e".repeat(20));
        log(
                ledger,
                List.of(MoveEvents.TRANSFER_SINGLE, STRANGER.toTopic(), OTHER.toTopic(), LEADER.toTopic()),
                words(7, 10));
        pay(LEADER, STRANGER, 5);
        assertThat(read().drifts()).extracting(Drift::contract).containsExactly(STRANGER);
    }

    /** Collateral alone moves when it is deposited or withdrawn. */
    @Test
    void doesNotSuspectADepositButWhoeverTellsOfTheLeaderBesideIt() {
        pay(OTHER, LEADER, 100);
        assertThat(read().drifts()).isEmpty();
        log(LEADER, List.of(word(5), LEADER.toTopic()), "0x");
        assertThat(read().drifts()).as("his own wallet").isEmpty();
        log(STRANGER, List.of(word(99), LEADER.toTopic()), "0x");
        assertThat(read().drifts()).extracting(Drift::contract).containsExactly(STRANGER);
    }

    @Test
    void readsNothingFromAnothersTransaction() {
        single(STRANGER, OTHER, STRANGER, 7, 10);
        assertThat(read()).isEqualTo(new TransactionReading.Result(List.of(), List.of()));
    }

    @Test
    void neverThrowsWhateverTheLogsHold() {
        long seed = 20_261_122;
        Random random = new Random(seed);
        batch(ADAPTER, ZERO, LEADER, 7, 10, 8, 10);
        single(STRANGER, OTHER, LEADER, 7, 10);
        pay(LEADER, STRANGER, 5);
        fill(LEADER, 0, 7, 5, 10);
        for (int round = 0; round < 20_000; round++) {
            List<ChainLog> mutated = logs.stream()
                    .map(log -> random.nextBoolean() ? log : mutated(log, random))
                    .toList();
            assertThat(TransactionReading.read(VENUE, LEADER, mutated))
                    .as("seed %d, round %d", seed, round)
                    .isNotNull();
        }
    }

    private static ChainLog mutated(ChainLog log, Random random) {
        StringBuilder data = new StringBuilder(log.data());
        for (int change = random.nextInt(6); change >= 0 && data.length() > 0; change--) {
            data.setCharAt(random.nextInt(data.length()), "0123456789abcdefx~".charAt(random.nextInt(18)));
        }
        int length = random.nextInt(4) == 0 ? random.nextInt(data.length() + 1) : data.length();
        return new ChainLog(
                log.address(),
                log.topics().subList(0, random.nextInt(log.topics().size() + 1)),
                data.substring(0, length),
                log.blockNumber(),
                log.blockHash(),
                log.txHash(),
                log.logIndex(),
                null,
                false);
    }

    private TransactionReading.Result read() {
        return TransactionReading.read(VENUE, LEADER, logs);
    }

    private void single(Address operator, Address from, Address to, long token, long amount) {
        log(
                CTF,
                List.of(MoveEvents.TRANSFER_SINGLE, operator.toTopic(), from.toTopic(), to.toTopic()),
                words(token, amount));
    }

    private void batch(
            Address operator, Address from, Address to, long token, long amount, long other, long otherAmount) {
        log(
                CTF,
                List.of(MoveEvents.TRANSFER_BATCH, operator.toTopic(), from.toTopic(), to.toTopic()),
                words(64, 160, 2, token, other, 2, amount, otherAmount));
    }

    private void pay(Address from, Address to, long amount) {
        log(PUSD, List.of(MoveEvents.TRANSFER, from.toTopic(), to.toTopic()), words(amount));
    }

    private void fill(Address maker, long side, long token, long makerAmount, long takerAmount) {
        matched(maker, EXCHANGE.address(), side, token, makerAmount, takerAmount);
    }

    private void matched(Address maker, Address taker, long side, long token, long makerAmount, long takerAmount) {
        log(
                EXCHANGE.address(),
                List.of(EventLayout.V2.topic0(), word(77), maker.toTopic(), taker.toTopic()),
                words(side, token, makerAmount, takerAmount, 0, 0, 0));
    }

    private void log(Address contract, List<String> topics, String data) {
        logs.add(new ChainLog(contract, topics, data, 90_000_000, "0xb", "0xt", logs.size(), null, false));
    }

    private static String word(long value) {
        return "0x%064x".formatted(value);
    }

    private static String words(long... values) {
        return "0x"
                + Stream.of(values)
                        .flatMap(all -> Arrays.stream(all).mapToObj("%064x"::formatted))
                        .collect(Collectors.joining());
    }

    private static Tuple tuple(InventoryKind kind, long token, long shares) {
        return Assertions.tuple(kind, TokenId.of(BigInteger.valueOf(token)), shares);
    }
}
