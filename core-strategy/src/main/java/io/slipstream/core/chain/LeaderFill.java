package io.slipstream.core.chain;

import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One fill of a followed wallet, as every source delivers it.
 *
 * @param id UUIDv7 of the moment of detection
 * @param source where it came from, such as {@code polygon}
 * @param exchange contract the fill settled on
 * @param combo a combination of positions: recorded, never copied
 * @param leaderPriceMicros collateral per share in millionths, as logged
 * @param sharesMicros as logged
 * @param usdcMicros as logged
 * @param fillTimeNanos block time in epoch nanoseconds (whole seconds on chain), null until it is known
 * @param detectedAtNanos when the frame that carried it arrived, epoch nanoseconds
 * @param payload the raw JSON it was decoded from
 * @param effective what was really traded, by which everything counts; null until it is known, and what is logged stands for
 *     it
 */
public record LeaderFill(
        UUID id,
        String source,
        Address leader,
        LeaderRole role,
        Address exchange,
        long blockNumber,
        String blockHash,
        String txHash,
        long logIndex,
        String orderHash,
        Address maker,
        Address taker,
        TokenId tokenId,
        boolean combo,
        Side side,
        long leaderPriceMicros,
        long sharesMicros,
        long usdcMicros,
        long feeMicros,
        @Nullable Long fillTimeNanos,
        long detectedAtNanos,
        String payload,
        @Nullable EffectiveAmounts effective) {

    /** The fill of a decoded log whose maker is the leader: the counting rule of protocol reference 1.3. */
    public static LeaderFill of(UUID id, String source, OrderFill fill, long detectedAtNanos, String payload) {
        ChainLog log = fill.log();
        Long seconds = log.blockTimestampSeconds();
        return new LeaderFill(
                id,
                source,
                fill.maker(),
                fill.isAggressor() ? LeaderRole.TAKER : LeaderRole.MAKER,
                log.address(),
                log.blockNumber(),
                log.blockHash(),
                log.txHash(),
                log.logIndex(),
                fill.orderHash(),
                fill.maker(),
                fill.taker(),
                fill.tokenId(),
                fill.combo(),
                fill.side(),
                fill.priceMicros(),
                fill.sharesMicros(),
                fill.usdcMicros(),
                fill.feeUsdcMicros(),
                seconds == null ? null : seconds * 1_000_000_000L,
                detectedAtNanos,
                payload,
                fill.effective());
    }

    /** The same fill with its block's time, epoch nanoseconds. */
    public LeaderFill at(long blockTimeNanos) {
        return copy(id, blockTimeNanos, effective);
    }

    /** The same fill with what was really traded. */
    public LeaderFill with(EffectiveAmounts amounts) {
        return copy(id, fillTimeNanos, amounts);
    }

    /** Micro-shares that changed hands, as far as is known. */
    public long tradedSharesMicros() {
        return effective == null ? sharesMicros : effective.sharesMicros();
    }

    /** Micro-dollars that changed hands without the fee, as far as is known. */
    public long tradedUsdcMicros() {
        return effective == null ? usdcMicros : effective.usdcMicros();
    }

    /** Collateral per share in millionths, as far as is known. */
    public long tradedPriceMicros() {
        return effective == null || (effective.sharesMicros() == sharesMicros && effective.usdcMicros() == usdcMicros)
                ? leaderPriceMicros
                : effective.priceMicros();
    }

    /** The same fill under another id. */
    public LeaderFill as(UUID otherId) {
        return copy(otherId, fillTimeNanos, effective);
    }

    /**
     * The place on the chain, {@code exchange|block hash|tx|logIndex}: unique over everything ever stored. Two blocks of one
     * height differ in it. A row of the Data API, which is in no block, has 0 in place of the hash.
     */
    public String dedupeKey() {
        return exchange + "|" + (blockNumber > 0 ? blockHash : "0") + "|" + txHash + "|" + logIndex;
    }

    /** One log as one block has it: its place, and the order that was filled there. */
    public String sighting() {
        return dedupeKey() + "|" + orderHash;
    }

    /** The identity that survives a reorg: the same order filled by the same transaction. One may have several fills. */
    public String orderKey() {
        return exchange + "|" + txHash + "|" + orderHash;
    }

    private LeaderFill copy(UUID newId, @Nullable Long timeNanos, @Nullable EffectiveAmounts amounts) {
        return new LeaderFill(
                newId,
                source,
                leader,
                role,
                exchange,
                blockNumber,
                blockHash,
                txHash,
                logIndex,
                orderHash,
                maker,
                taker,
                tokenId,
                combo,
                side,
                leaderPriceMicros,
                sharesMicros,
                usdcMicros,
                feeMicros,
                timeNanos,
                detectedAtNanos,
                payload,
                amounts);
    }
}
