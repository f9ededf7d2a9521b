package io.slipstream.worker.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.slipstream.core.calibration.ObservedTaker;
import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.EventLayout;
import io.slipstream.core.chain.ExchangeContract;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.worker.engine.TestingEngine;
import io.slipstream.worker.node.BlockHeader;
import io.slipstream.worker.node.LogFilter;
import io.slipstream.worker.node.NodeRecord;
import io.slipstream.worker.node.NodeSocket;
import io.slipstream.worker.node.RawLog;
import io.slipstream.worker.node.TestingNodes;
import io.slipstream.worker.source.FollowedLeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What of everybody's logs is told the engine. */
@Timeout(30)
class TakerIntakeTest {

    private static final ExchangeContract EXCHANGE =
            new ExchangeContract("new", new Address("0x" + "e2".repeat(20)), EventLayout.V2);
    private static final ExchangeContract OLD =
            new ExchangeContract("old", new Address("0x" + "e1".repeat(20)), EventLayout.V1);
    private static final String SOMEBODY = "0x" + "5b".repeat(20);
    private static final NodeRecord NODE = TestingNodes.pushing("ws one");

    private final TestingEngine engine = new TestingEngine();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<RawLog> first = new ArrayList<>();

    @Test
    void tellsOfEverybodysOrdersInTokensWhoseBooksAreKept() {
        TakerIntake intake = intake(token -> token.equals(TokenId.of("7")));
        intake.onLog(NODE, log(7, EXCHANGE.address().hex(), "0", false));
        intake.onLog(NODE, log(8, EXCHANGE.address().hex(), "0", false));
        assertThat(observed())
                .containsExactly(new ObservedTaker(
                        "0x" + "17".repeat(32),
                        "0x" + "0a".repeat(32),
                        TokenId.of("7"),
                        Side.BUY,
                        102_116_000,
                        30_000_000,
                        1_059_320,
                        1_795_000_000_000_000_000L,
                        false,
                        false));
    }

    /** A MINT: who buys the other outcome at 80 dollars leaves 22.116 for the order that took, which logs 30. */
    @Test
    void tellsWhatAnOrderReallyTradedOnceTheOrdersItMetAreKnown() {
        TakerIntake intake = intake(token -> token.equals(TokenId.of("7")));
        RawLog taker = log(7, EXCHANGE.address().hex(), "0", false);
        String data =
                "0x" + word("0") + word("8") + word("4c4b400") + word("6162aa0") + word("0") + word("0") + word("0");
        intake.onLog(
                NODE,
                new RawLog(
                        taker.address(),
                        List.of(
                                EventLayout.V2.topic0(),
                                "0x" + "0b".repeat(32),
                                new Address("0x" + "5c".repeat(20)).toTopic(),
                                new Address(SOMEBODY).toTopic()),
                        data,
                        taker.blockNumber(),
                        taker.blockHash(),
                        taker.transactionHash(),
                        "0x0",
                        taker.blockTimestamp(),
                        false,
                        "{}"));
        intake.onLog(NODE, taker);
        assertThat(observed()).singleElement().satisfies(order -> {
            assertThat(order.sharesMicros()).isEqualTo(102_116_000);
            assertThat(order.usdcMicros()).isEqualTo(22_116_000);
        });
    }

    @Test
    void handsEverythingOnBefore() {
        TakerIntake intake = intake(null);
        intake.onLog(NODE, log(7, EXCHANGE.address().hex(), "0", false));
        assertThat(first).hasSize(1);
        assertThat(observed()).isEmpty();
        assertThat(intake.filters(0)).isEmpty();
    }

    @Test
    void leavesOutCounterpartiesAndWhatIsTakenBackAndWhatCannotBeRead() {
        TakerIntake intake = intake(_ -> true);
        intake.onLog(NODE, log(7, SOMEBODY, "0", false));
        intake.onLog(NODE, log(7, EXCHANGE.address().hex(), "0", true));
        RawLog good = log(7, EXCHANGE.address().hex(), "0", false);
        intake.onLog(NODE, with(good, "0x"));
        intake.onLog(NODE, with(good, String.valueOf(good.data()).replace('7', 'z')));
        intake.onLog(NODE, with(good, good.data() + "00"));
        assertThat(observed()).isEmpty();
        assertThat(first).hasSize(5);
    }

    @Test
    void saysWhenABuilderMayHaveAPartInTheFee() {
        intake(_ -> true).onLog(NODE, log(7, EXCHANGE.address().hex(), "b", false));
        assertThat(observed()).singleElement().matches(ObservedTaker::built);
    }

    /** It is measurement: what trading needs comes through. */
    @Test
    void leavesOrdersOutUnderOverload() {
        TakerIntake intake = intake(_ -> true);
        for (int i = 0; i < 40_000; i++) {
            intake.onLog(NODE, log(7, EXCHANGE.address().hex(), "0", false));
        }
        assertThat(engine.inbox().depth()).isEqualTo(32_768);
        assertThat(meters.counter("slipstream.calibration.dropped").count()).isEqualTo(40_000 - 32_768);
    }

    @Test
    void asksForAllFillsAndNeedsThemOfNobody() {
        LogFilter filter = intake(_ -> true).filters(5).getFirst();
        assertThat(filter.addresses()).containsExactly(EXCHANGE.address());
        assertThat(filter.topics()).containsExactly(List.of(EventLayout.V2.topic0()));
        assertThat(filter.needed()).isFalse();
    }

    private List<ObservedTaker> observed() {
        return engine.events(EngineEvent.TakersObserved.class).stream()
                .flatMap(event -> event.takers().stream())
                .toList();
    }

    private TakerIntake intake(@Nullable Predicate<TokenId> kept) {
        return new TakerIntake(
                new First(),
                List.of(OLD, EXCHANGE),
                new FollowedLeaders(),
                kept,
                TestingNodes.heads(),
                engine.inbox(),
                engine.nanos(),
                meters);
    }

    /** 30 dollars for 102.116 shares, as one is decoded in protocol reference 1.4. */
    private static RawLog log(int token, String taker, String builder, boolean removed) {
        String data = "0x" + word("0") + word(Integer.toHexString(token)) + word("1c9c380") + word("6162aa0")
                + word("1029f8") + word(builder) + word("0");
        return new RawLog(
                EXCHANGE.address().hex(),
                List.of(
                        EventLayout.V2.topic0(),
                        "0x" + "0a".repeat(32),
                        new Address(SOMEBODY).toTopic(),
                        new Address(taker).toTopic()),
                data,
                "0x10",
                "0x" + "b1".repeat(32),
                "0x" + "17".repeat(32),
                "0x1",
                "0x" + Long.toHexString(1_795_000_000L),
                removed,
                "{}");
    }

    private static RawLog with(RawLog log, String data) {
        return new RawLog(
                log.address(),
                log.topics(),
                data,
                log.blockNumber(),
                log.blockHash(),
                log.transactionHash(),
                log.logIndex(),
                log.blockTimestamp(),
                log.removed(),
                log.payload());
    }

    private static String word(String hex) {
        return "0".repeat(64 - hex.length()) + hex;
    }

    private final class First implements NodeSocket.Listener {

        @Override
        public void onSubscribed() {}

        @Override
        public void onLog(NodeRecord by, RawLog log) {
            first.add(log);
        }

        @Override
        public void onHead(NodeRecord by, BlockHeader head) {}

        @Override
        public void onLost(NodeRecord by) {}
    }
}
