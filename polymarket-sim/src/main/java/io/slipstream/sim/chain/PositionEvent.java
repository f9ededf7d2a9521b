package io.slipstream.sim.chain;

import java.util.List;

/** Outcome tokens against collateral and each other, as their contracts tell of it (section 1.2). */
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

    /**
     * {@code PayoutRedemption} of the conditional tokens: all tokens of a resolved market that somebody had.
     *
     * @param redeemer whose
     * @param collateral the collateral's contract
     * @param conditionId the market
     * @param payout micro-dollars
     */
    record PayoutRedemption(String redeemer, String collateral, String conditionId, long payout)
            implements PositionEvent {

        /** Topic 0. */
        public static final String TOPIC = "0x2682012a4a4f1973119f1c9b90745d1bd91fa2bab387344f044cb3586864d18d";

        @Override
        public List<String> topics() {
            return List.of(TOPIC, Words.address(redeemer), Words.address(collateral), "0x" + Words.ZERO);
        }

        @Override
        public String data() {
            return fullSet(conditionId.substring(2), payout);
        }
    }

    /**
     * {@code PayoutRedemption} of the NegRisk adapter, which has another signature.
     *
     * @param redeemer whose
     * @param conditionId the market
     * @param yes micro-shares of the first outcome
     * @param no micro-shares of the second outcome
     * @param payout micro-dollars
     */
    record NegRiskPayoutRedemption(String redeemer, String conditionId, long yes, long no, long payout)
            implements PositionEvent {

        /** Topic 0. */
        public static final String TOPIC = "0x9140a6a270ef945260c03894b3c6b3b2695e9d5101feef0ff24fec960cfd3224";

        @Override
        public List<String> topics() {
            return List.of(TOPIC, Words.address(redeemer), conditionId);
        }

        @Override
        public String data() {
            return Words.data(Words.of(64), Words.of(payout), Words.of(2), Words.of(yes), Words.of(no));
        }
    }

    /**
     * {@code PositionsConverted} of the NegRisk adapter: NO of some candidates became YES of the others.
     *
     * @param stakeholder whose
     * @param marketId the group of candidates
     * @param candidate position of the candidate whose NO it was, from 0
     * @param amount micro-shares
     */
    record PositionsConverted(String stakeholder, String marketId, int candidate, long amount)
            implements PositionEvent {

        /** Topic 0. */
        public static final String TOPIC = "0xb03d19dddbc72a87e735ff0ea3b57bef133ebe44e1894284916a84044deb367e";

        @Override
        public List<String> topics() {
            return List.of(TOPIC, Words.address(stakeholder), marketId, "0x" + Words.of(1L << candidate));
        }

        @Override
        public String data() {
            return Words.data(Words.of(amount));
        }
    }

    /** A first word, the index sets of both outcomes, and an amount. */
    private static String fullSet(String firstWord, long amount) {
        return Words.data(firstWord, Words.of(96), Words.of(amount), Words.of(2), Words.of(1), Words.of(2));
    }
}
