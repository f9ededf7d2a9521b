package io.slipstream.core.engine;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.engine.StoredFill.State;
import java.util.UUID;

/** What is kept of a fill to know it again. */
record KnownFill(
        UUID id,
        Address exchange,
        Address leader,
        String orderKey,
        String dedupeKey,
        long blockNumber,
        String blockHash,
        boolean timed,
        State state) {

    static KnownFill of(LeaderFill fill, UUID id, State state) {
        return new KnownFill(
                id,
                fill.exchange(),
                fill.leader(),
                fill.orderKey(),
                fill.dedupeKey(),
                fill.blockNumber(),
                fill.blockHash(),
                fill.fillTimeNanos() != null,
                state);
    }

    boolean isIn(LeaderFill fill) {
        return blockNumber == fill.blockNumber() && blockHash.equals(fill.blockHash());
    }

    KnownFill withState(State now) {
        return new KnownFill(id, exchange, leader, orderKey, dedupeKey, blockNumber, blockHash, timed, now);
    }

    KnownFill withTime() {
        return new KnownFill(id, exchange, leader, orderKey, dedupeKey, blockNumber, blockHash, true, state);
    }
}
