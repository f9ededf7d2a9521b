package io.slipstream.sim.chain;

/** Addresses on Polygon mainnet (section 1.1), lower case. */
public final class Contracts {

    /** CTF Exchange V2. */
    public static final String CTF_EXCHANGE = "0xe111180000d2663c0091e4f400237545b87b996b";

    /** NegRisk CTF Exchange V2. */
    public static final String NEG_RISK_EXCHANGE = "0xe2222d279d744050d28e00520010520000310f59";

    /** Gnosis conditional tokens. */
    public static final String CONDITIONAL_TOKENS = "0x4d97dcd97ec945f40cf65f87097ace5ea0476045";

    /** NegRisk adapter: the oracle of NegRisk conditions. */
    public static final String NEG_RISK_ADAPTER = "0xd91e80cf2e7be2e162c6513ced06f1dd0da35296";

    /** UMA adapter: the oracle of plain conditions in this simulator. */
    public static final String UMA_ADAPTER = "0x6a9d222616c90fca5754cd1333cfd9b7fb6a4f74";

    /** Receiver of fees in this simulator. */
    public static final String FEE_RECEIVER = "0x115f48dc2a731aa16251c6d6e1befc42f92accb1";

    /** A stranger that emits the same event signature. */
    public static final String STRANGER = "0xbadbadbadbadbadbadbadbadbadbadbadbadbad0";

    private Contracts() {}

    /** The exchange on which a market trades. */
    public static String exchange(boolean negRisk) {
        return negRisk ? NEG_RISK_EXCHANGE : CTF_EXCHANGE;
    }
}
