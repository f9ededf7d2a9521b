package io.slipstream.sim.venue;

import io.slipstream.sim.chain.ContractEvent;
import io.slipstream.sim.chain.ContractEvent.OrderFilled;
import io.slipstream.sim.chain.ContractEvent.UnknownFill;
import io.slipstream.sim.chain.Contracts;
import io.slipstream.sim.exchange.Match;

/**
 * On which contracts a match settles.
 *
 * @param exchange who tells of it and moves what moves
 * @param ledger who keeps the tokens
 * @param declared whether it is an exchange that everybody knows, with events that everybody can read
 */
record Ground(String exchange, String ledger, boolean declared) {

    /** Where a match settles as everybody expects. */
    static Ground declared(Match match) {
        return new Ground(Contracts.exchange(match.market().terms().negRisk()), Contracts.CONDITIONAL_TOKENS, true);
    }

    /** An exchange that nobody declared, with tokens that everybody knows or with others. */
    static Ground unknown(boolean conditionalTokens) {
        return new Ground(
                Contracts.UNKNOWN_EXCHANGE,
                conditionalTokens ? Contracts.CONDITIONAL_TOKENS : Contracts.UNKNOWN_LEDGER,
                false);
    }

    ContractEvent told(OrderFilled filled) {
        return declared ? filled : new UnknownFill(filled);
    }
}
