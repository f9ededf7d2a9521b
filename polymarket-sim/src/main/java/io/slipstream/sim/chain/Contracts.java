package io.slipstream.sim.chain;

/** Addresses on Polygon mainnet (section 1.1), lower case. */
public final class Contracts {

    /** CTF Exchange V2. */
    public static final String CTF_EXCHANGE = "0xe111180000d2663c0091e4f400237545b87b996b";

    /** NegRisk CTF Exchange V2. */
    public static final String NEG_RISK_EXCHANGE = "0xe2222d279d744050d28e00520010520000310f59";

    /** ExchangeV3, on which combos trade. */
    public static final String EXCHANGE_V3 = "0xe3333700ca9d93003f00f0f71f8515005f6c00aa";

    /** The ERC-1155 contract of tokens that trade on ExchangeV3. */
    public static final String POSITION_MANAGER = "0x006f54f7f9a22e0000cc2ab60031000000ae9fef";

    /** Gnosis conditional tokens. */
    public static final String CONDITIONAL_TOKENS = "0x4d97dcd97ec945f40cf65f87097ace5ea0476045";

    /** pUSD: the collateral that everybody pays with. */
    public static final String COLLATERAL = "0xc011a7e12a19f7b1f670d46f03b03f3342e82dfb";

    /** USDC.e: the collateral below plain conditions. */
    public static final String BRIDGED_DOLLAR = "0x2791bca1f2de4661ed88a30c99a7a9449aa84174";

    /** The collateral below NegRisk conditions. */
    public static final String WRAPPED_COLLATERAL = "0x3a3bd7bb9528e159577f7c2e685cc81a765002e2";

    /** From pUSD to full sets of plain conditions and back. */
    public static final String COLLATERAL_ADAPTER = "0xada100db00ca00073811820692005400218fce1f";

    /** From pUSD to full sets of NegRisk conditions and back. */
    public static final String NEG_RISK_COLLATERAL_ADAPTER = "0xada2005600dec949baf300f4c6120000bdb6eaab";

    /** Whom tokens come from when they are minted and go to when they are burned. */
    public static final String NOBODY = "0x0000000000000000000000000000000000000000";

    /** NegRisk adapter: the oracle of NegRisk conditions. */
    public static final String NEG_RISK_ADAPTER = "0xd91e80cf2e7be2e162c6513ced06f1dd0da35296";

    /** UMA adapter: the oracle of plain conditions in this simulator. */
    public static final String UMA_ADAPTER = "0x6a9d222616c90fca5754cd1333cfd9b7fb6a4f74";

    /** Receiver of fees in this simulator. */
    public static final String FEE_RECEIVER = "0x115f48dc2a731aa16251c6d6e1befc42f92accb1";

    /** An exchange that nobody declared: not in the reference, and with events of its own. */
    public static final String UNKNOWN_EXCHANGE = "0xe4444900d1b2c3a4f5061728394a5b6c7d8e9f00";

    /** An ERC-1155 contract that nobody declared. */
    public static final String UNKNOWN_LEDGER = "0x00a7c3e5f1d2b4968770001122334455667788aa";

    /** A stranger that emits the same event signature. */
    public static final String STRANGER = "0xbadbadbadbadbadbadbadbadbadbadbadbadbad0";

    private Contracts() {}

    /** The exchange on which a market trades. */
    public static String exchange(boolean negRisk) {
        return negRisk ? NEG_RISK_EXCHANGE : CTF_EXCHANGE;
    }

    /** The adapter that turns pUSD into a market's full sets. */
    public static String adapter(boolean negRisk) {
        return negRisk ? NEG_RISK_COLLATERAL_ADAPTER : COLLATERAL_ADAPTER;
    }

    /** The collateral of a market's condition. */
    public static String conditionCollateral(boolean negRisk) {
        return negRisk ? WRAPPED_COLLATERAL : BRIDGED_DOLLAR;
    }
}
