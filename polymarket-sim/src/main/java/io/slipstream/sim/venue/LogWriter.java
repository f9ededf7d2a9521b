package io.slipstream.sim.venue;

import io.slipstream.sim.chain.ContractEvent;
import io.slipstream.sim.chain.Contracts;
import io.slipstream.sim.chain.LogEntry;
import io.slipstream.sim.chain.PositionEvent.NegRiskPayoutRedemption;
import io.slipstream.sim.chain.PositionEvent.PayoutRedemption;
import io.slipstream.sim.chain.PositionEvent.PositionSplit;
import io.slipstream.sim.chain.PositionEvent.PositionsMerge;
import io.slipstream.sim.chain.TokenEvent.CollateralTransfer;
import io.slipstream.sim.chain.TokenEvent.TransferBatch;
import io.slipstream.sim.chain.TokenEvent.TransferSingle;
import io.slipstream.sim.exchange.MarketTerms;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Writes a transaction's logs: collateral and tokens that move, and what their contracts say about it. */
final class LogWriter {

    private final String ledger;
    private final List<LogEntry> logs = new ArrayList<>();

    /** Writes for tokens that this contract keeps. */
    LogWriter(String ledger) {
        this.ledger = ledger;
    }

    List<LogEntry> logs() {
        return logs;
    }

    LogWriter emit(String address, ContractEvent event) {
        logs.add(new LogEntry(address, event));
        return this;
    }

    /** Collateral moves. Nothing is written for nothing. */
    LogWriter pay(String from, String to, long micros) {
        return micros == 0 ? this : emit(Contracts.COLLATERAL, new CollateralTransfer(from, to, micros));
    }

    /** One token moves. */
    LogWriter give(String operator, String from, String to, BigInteger token, long micros) {
        return emit(ledger, new TransferSingle(operator, from, to, token, micros));
    }

    /** Both tokens of a market move. */
    LogWriter giveBoth(String operator, String from, String to, MarketTerms terms, long yesMicros, long noMicros) {
        List<BigInteger> tokens = List.of(terms.yesToken(), terms.noToken());
        return emit(ledger, new TransferBatch(operator, from, to, tokens, List.of(yesMicros, noMicros)));
    }

    /** Collateral that the adapter has becomes a full set of somebody. */
    LogWriter split(MarketTerms terms, String owner, long micros) {
        String adapter = Contracts.adapter(terms.negRisk());
        String below = Contracts.conditionCollateral(terms.negRisk());
        return pay(adapter, Contracts.NOBODY, micros)
                .giveBoth(adapter, Contracts.NOBODY, adapter, terms, micros, micros)
                .emit(ledger, new PositionSplit(adapter, below, terms.conditionId(), micros))
                .giveBoth(adapter, adapter, owner, terms, micros, micros);
    }

    /** A full set of somebody becomes collateral that the adapter has. */
    LogWriter merge(MarketTerms terms, String operator, String owner, long micros) {
        String adapter = Contracts.adapter(terms.negRisk());
        String below = Contracts.conditionCollateral(terms.negRisk());
        return giveBoth(operator, owner, adapter, terms, micros, micros)
                .giveBoth(adapter, adapter, Contracts.NOBODY, terms, micros, micros)
                .emit(ledger, new PositionsMerge(adapter, below, terms.conditionId(), micros))
                .pay(Contracts.NOBODY, adapter, micros);
    }

    /** Both tokens that somebody has of a resolved market are paid out. A NegRisk market says so twice. */
    LogWriter redeem(MarketTerms terms, String owner, long yesMicros, long noMicros, long payout) {
        String adapter = Contracts.adapter(terms.negRisk());
        String below = Contracts.conditionCollateral(terms.negRisk());
        giveBoth(adapter, owner, adapter, terms, yesMicros, noMicros)
                .giveBoth(adapter, adapter, Contracts.NOBODY, terms, yesMicros, noMicros)
                .emit(ledger, new PayoutRedemption(adapter, below, terms.conditionId(), payout));
        if (terms.negRisk()) {
            emit(
                    Contracts.NEG_RISK_ADAPTER,
                    new NegRiskPayoutRedemption(adapter, terms.conditionId(), yesMicros, noMicros, payout));
        }
        return pay(Contracts.NOBODY, adapter, payout).pay(adapter, owner, payout);
    }
}
