package io.slipstream.sim.chain;

import java.util.List;

/** Full sets of outcome tokens against collateral, as the conditional tokens tell of them (section 1.2). */
public sealed interface PositionEvent extends ContractEvent {

    /**
     * {@code PositionSplit}: collateral became a full set.
     *
     * @param stakeholder whose
     * @param collateral the collateral's contract
     * @param conditionId the market
     * @param amount micro-dollars, and micro-shares of each outcome
     */
    record PositionSplit(String stakeholder, String collateral, String conditionId, long amount)
            implements PositionEvent {

        /** Topic 0. */
        public static final String TOPIC = "0x2e6bb91f8cbcda0c93623c54d0403a43514fabc40084ec96b6d5379a74786298";

        @Override
        public List<String> topics() {
            return List.of(TOPIC, Words.address(stakeholder), "0x" + Words.ZERO, conditionId);
        }

        @Override
        public String data() {
            return fullSet(Words.address(collateral).substring(2), amount);
        }
    }

    /**
     * {@code PositionsMerge}: a full set became collateral.
     *
     * @param stakeholder whose
     * @param collateral the collateral's contract
     * @param conditionId the market
     * @param amount micro-dollars, and micro-shares of each outcome
     */
    record PositionsMerge(String stakeholder, String collateral, String conditionId, long amount)
            implements PositionEvent {

        /** Topic 0. */
        public static final String TOPIC = "0x6f13ca62553fcc2bcd2372180a43949c1e4cebba603901ede2f4e14f36b282ca";

        @Override
        public List<String> topics() {
            return List.of(TOPIC, Words.address(stakeholder), "0x" + Words.ZERO, conditionId);
        }

        @Override
        public String data() {
            return fullSet(Words.address(collateral).substring(2), amount);
        }
    }

    /** A first word, the index sets of both outcomes, and an amount. */
    private static String fullSet(String firstWord, long amount) {
        return Words.data(firstWord, Words.of(96), Words.of(amount), Words.of(2), Words.of(1), Words.of(2));
    }
}
