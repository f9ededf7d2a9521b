package io.slipstream.sim.clob;

import io.slipstream.sim.exchange.ExchangeListener;
import io.slipstream.sim.exchange.Market;
import io.slipstream.sim.exchange.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds markets by token id and by condition id. The caller holds the venue's guard. */
public final class Tokens implements ExchangeListener {

    /**
     * One token of a market.
     *
     * @param market the market
     * @param outcome which of its tokens
     */
    public record Token(Market market, Outcome outcome) {}

    private final Map<String, Token> byId = new HashMap<>();
    private final Map<String, Market> byCondition = new HashMap<>();

    /** Knows these markets and all that are listed later. */
    public Tokens(List<Market> markets) {
        markets.forEach(this::listed);
    }

    @Override
    public void listed(Market market) {
        byCondition.put(market.terms().conditionId(), market);
        for (Outcome outcome : Outcome.values()) {
            byId.put(market.tokenText(outcome), new Token(market, outcome));
        }
    }

    /** The token of an id in decimal digits. */
    public Optional<Token> token(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The market of a condition id. */
    public Optional<Market> market(String conditionId) {
        return Optional.ofNullable(byCondition.get(conditionId));
    }
}
