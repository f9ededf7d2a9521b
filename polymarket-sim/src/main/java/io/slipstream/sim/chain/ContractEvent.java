package io.slipstream.sim.chain;

import io.slipstream.sim.exchange.Side;
import io.slipstream.sim.wire.Keccak;
import java.math.BigInteger;
import java.util.List;

/** An event of a contract, kept decoded; topics and data are spelled when somebody reads them (section 1.2). */
public sealed interface ContractEvent
        permits ContractEvent.OrderFilled,
                ContractEvent.OrdersMatched,
                ContractEvent.FeeCharged,
                ContractEvent.ConditionResolution,
                ContractEvent.UnknownFill,
                TokenEvent,
                PositionEvent {

    /** The topics, each 0x and 64 digits; the first is the event's signature hash. */
    List<String> topics();

    /** The ABI-encoded rest. */
    String data();

    /**
     * {@code OrderFilled} of CTF Exchange V2: one order's fill, from the point of view of its maker.
     *
     * @param orderHash the order
     * @param maker the order's owner
     * @param taker the aggressor's wallet, or the exchange itself for the aggressor's own aggregate
     * @param side side of the order
     * @param tokenId token of the order
     * @param makerAmount what the owner gave, in micro-units
     * @param takerAmount what the owner got, in micro-units
     * @param fee fee in micro-dollars
     */
    record OrderFilled(
            String orderHash,
            String maker,
            String taker,
            Side side,
            BigInteger tokenId,
            long makerAmount,
            long takerAmount,
            long fee)
            implements ContractEvent {

        /** Topic 0. */
        public static final String TOPIC = "0xd543adfd945773f1a62f74f0ee55a5e3b9b1a28262980ba90b1a89f2ea84d8ee";

        @Override
        public List<String> topics() {
            return List.of(TOPIC, orderHash, Words.address(maker), Words.address(taker));
        }

        @Override
        public String data() {
            return Words.data(
                    Words.of(side.word()),
                    Words.of(tokenId),
                    Words.of(makerAmount),
                    Words.of(takerAmount),
                    Words.of(fee),
                    Words.ZERO,
                    Words.ZERO);
        }
    }

    /**
     * {@code OrdersMatched} of CTF Exchange V2: repeats the aggressor's aggregate.
     *
     * @param filled the aggregate that it repeats
     */
    record OrdersMatched(OrderFilled filled) implements ContractEvent {

        /** Topic 0. */
        public static final String TOPIC = "0x174b3811690657c217184f89418266767c87e4805d09680c39fc9c031c0cab7c";

        @Override
        public List<String> topics() {
            return List.of(TOPIC, filled.orderHash(), Words.address(filled.maker()));
        }

        @Override
        public String data() {
            return Words.data(
                    Words.of(filled.side().word()),
                    Words.of(filled.tokenId()),
                    Words.of(filled.makerAmount()),
                    Words.of(filled.takerAmount()));
        }
    }

    /**
     * {@code FeeCharged}: a fee in pUSD.
     *
     * @param receiver who gets it
     * @param amount in micro-dollars
     */
    record FeeCharged(String receiver, long amount) implements ContractEvent {

        /** Topic 0. */
        public static final String TOPIC = "0x55bb3cade9d43b798a4fe5ffdd05024b2d7870df53920673bfc7e68047cd0ab1";

        @Override
        public List<String> topics() {
            return List.of(TOPIC, Words.address(receiver));
        }

        @Override
        public String data() {
            return Words.data(Words.of(amount));
        }
    }

    /**
     * A fill as an exchange of a generation to come may tell of it: under a signature that nobody knows yet.
     *
     * @param filled what it tells of
     */
    record UnknownFill(OrderFilled filled) implements ContractEvent {

        /** Topic 0. */
        public static final String TOPIC =
                Keccak.word("OrderExecuted(bytes32,address,uint256,uint8,uint256,uint256,uint256,bytes32,bytes32)");

        @Override
        public List<String> topics() {
            return List.of(TOPIC, filled.orderHash(), Words.address(filled.maker()));
        }

        @Override
        public String data() {
            return filled.data();
        }
    }

    /**
     * {@code ConditionResolution} of the conditional tokens: a market's payout (section 8).
     *
     * @param conditionId the market
     * @param oracle who reported
     * @param questionId the question
     * @param yesPayout 1 when the first outcome won, else 0
     */
    record ConditionResolution(String conditionId, String oracle, String questionId, int yesPayout)
            implements ContractEvent {

        /** Topic 0. */
        public static final String TOPIC = "0xb44d84d3289691f71497564b85d4233648d9dbae8cbdbb4329f301c3a0185894";

        @Override
        public List<String> topics() {
            return List.of(TOPIC, conditionId, Words.address(oracle), questionId);
        }

        @Override
        public String data() {
            return Words.data(Words.of(2), Words.of(64), Words.of(2), Words.of(yesPayout), Words.of(1L - yesPayout));
        }
    }
}
