package io.slipstream.launcher.summary;

import java.util.ArrayList;
import java.util.List;

/**
 * One fill of one leader, as the simulator's matching engine knows it or as the worker stored it. Money and shares are
 * micro-units; addresses and hashes are lower case.
 *
 * @param role maker or taker
 */
public record FillFacts(
        String leader,
        String exchange,
        long blockNumber,
        String txHash,
        long logIndex,
        String orderHash,
        String tokenId,
        String side,
        long sharesMicros,
        long usdcMicros,
        long feeMicros,
        String role) {

    /** What makes a fill the same fill: the log it left on the chain. */
    public record Identity(String exchange, String txHash, long logIndex) {

        @Override
        public String toString() {
            return "%s:%d at %s".formatted(txHash, logIndex, exchange);
        }
    }

    /** A field in which truth and ledger disagree. */
    public record Difference(String fill, String field, String truth, String stored) {}

    /** The log of this fill. */
    public Identity identity() {
        return new Identity(exchange, txHash, logIndex);
    }

    /** Every field in which what was stored differs from this truth. */
    List<Difference> differencesTo(FillFacts stored) {
        List<Difference> differences = new ArrayList<>();
        compare(differences, "leader", leader, stored.leader);
        compare(differences, "blockNumber", blockNumber, stored.blockNumber);
        compare(differences, "orderHash", orderHash, stored.orderHash);
        compare(differences, "tokenId", tokenId, stored.tokenId);
        compare(differences, "side", side, stored.side);
        compare(differences, "sharesMicros", sharesMicros, stored.sharesMicros);
        compare(differences, "usdcMicros", usdcMicros, stored.usdcMicros);
        compare(differences, "feeMicros", feeMicros, stored.feeMicros);
        compare(differences, "role", role, stored.role);
        return differences;
    }

    private void compare(List<Difference> differences, String field, Object truth, Object stored) {
        if (!truth.equals(stored)) {
            differences.add(new Difference(identity().toString(), field, truth.toString(), stored.toString()));
        }
    }
}
