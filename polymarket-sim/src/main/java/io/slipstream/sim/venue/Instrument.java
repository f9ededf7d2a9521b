package io.slipstream.sim.venue;

import io.slipstream.sim.chain.Contracts;
import io.slipstream.sim.exchange.Market;
import io.slipstream.sim.exchange.Outcome;
import io.slipstream.sim.wire.Keccak;
import java.math.BigInteger;

/** What a fill is about. */
public sealed interface Instrument {

    /** The exchange that tells of the fill. */
    String exchange();

    /** 0x-prefixed 32 bytes. */
    String conditionId();

    /** The token id. */
    BigInteger token();

    /** The token id in decimal digits. */
    String tokenText();

    /**
     * An outcome of a market that everybody can look up.
     *
     * @param market the market
     * @param outcome the outcome
     */
    record Listed(Market market, Outcome outcome) implements Instrument {

        @Override
        public String exchange() {
            return Contracts.exchange(market.terms().negRisk());
        }

        @Override
        public String conditionId() {
            return market.terms().conditionId();
        }

        @Override
        public BigInteger token() {
            return market.token(outcome);
        }

        @Override
        public String tokenText() {
            return market.tokenText(outcome);
        }
    }

    /**
     * Several outcomes at once, negotiated and settled on ExchangeV3; no catalogue knows it.
     *
     * @param token its token id, with 3 as the top byte (section 1.3)
     */
    record Combo(BigInteger token) implements Instrument {

        @Override
        public String exchange() {
            return Contracts.EXCHANGE_V3;
        }

        @Override
        public String conditionId() {
            return Keccak.word("combo/" + token.shiftRight(8));
        }

        @Override
        public String tokenText() {
            return token.toString();
        }
    }
}
