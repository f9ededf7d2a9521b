package io.slipstream.sim.venue;

import io.slipstream.sim.exchange.Account;
import java.math.BigInteger;

/**
 * A leader's fill that settled where nobody looks: no exchange that is known tells of it, only what moved shows it.
 *
 * @param leader whose
 * @param tokenId which token
 * @param sharesMicros micro-shares; negative when they were sold
 * @param usdcMicros micro-dollars with the fee; negative when they were paid
 * @param exchange who moved them
 * @param ledger who keeps the tokens
 * @param transactionHash the transaction, mined or not
 */
public record Drift(
        Account leader,
        BigInteger tokenId,
        long sharesMicros,
        long usdcMicros,
        String exchange,
        String ledger,
        String transactionHash) {}
