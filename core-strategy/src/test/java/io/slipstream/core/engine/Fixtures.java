package io.slipstream.core.engine;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.Level;
import io.slipstream.core.book.LiveBooks;
import io.slipstream.core.book.QuoteAges;
import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.chain.LeaderRole;
import io.slipstream.core.copy.CopyPolicy;
import io.slipstream.core.execution.PaperConditions;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.FeeSchedule;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Tick;
import io.slipstream.core.venue.TimeInForce;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Builders that the core's tests share. */
public final class Fixtures {

    /** One second in nanoseconds. */
    public static final long SECOND = 1_000_000_000L;

    /** A round instant. */
    public static final long NOON = 1_795_000_000L * SECOND;

    /** The outcome token that the fixtures trade. */
    public static final TokenId YES = TokenId.of("1001");

    /** Its complement. */
    public static final TokenId NO = TokenId.of("1002");

    /** A followed wallet. */
    public static final Address LEADER = new Address("0x" + "aa".repeat(20));

    /** The exchange of every fixture fill. */
    public static final Address EXCHANGE = new Address("0x" + "e1".repeat(20));

    /** Ratio one tenth, 3 % slippage, 30 s to live and of age, one dollar at least. */
    public static final CopyPolicy POLICY =
            new CopyPolicy(Micros.ONE / 10, 300, TimeInForce.GTC, 30 * SECOND, 30 * SECOND, Micros.ONE);

    /** The connection that tells of the fixtures' books. */
    public static final int LINE = 1;

    /** Quotes that never age. */
    public static final QuoteAges AGELESS = new QuoteAges(Long.MAX_VALUE, Long.MAX_VALUE);

    private static final Address NOBODY = new Address("0x" + "0".repeat(40));

    private Fixtures() {}

    /** Tick 0.01, at least 5 shares, 5 % fee curve. */
    public static Instrument instrument(TokenId tokenId) {
        return new Instrument(
                tokenId,
                "0xc1",
                "will-it",
                "Will it?",
                tokenId.equals(YES) ? "Yes" : "No",
                tokenId.equals(YES) ? 0 : 1,
                new Tick(100),
                5 * Micros.ONE,
                new FeeSchedule(50_000, 1, true),
                0,
                false,
                true,
                false);
    }

    /** The same while the venue takes no orders in its market. */
    public static Instrument paused(Instrument usual) {
        return new Instrument(
                usual.tokenId(),
                usual.conditionId(),
                usual.marketKey(),
                usual.title(),
                usual.outcome(),
                usual.outcomeIndex(),
                usual.tick(),
                usual.minSizeMicros(),
                usual.fee(),
                usual.takerDelayNanos(),
                usual.negRisk(),
                true,
                true);
    }

    /** A leader's taker fill in block 10 at {@link #NOON}; transaction, order and log index come from the number. */
    public static LeaderFill fill(int number, Side side, String shares, String price) {
        long sharesMicros = Micros.parse(shares);
        long priceMicros = Micros.parse(price);
        return new LeaderFill(
                new UUID(7, number),
                "polygon",
                LEADER,
                LeaderRole.TAKER,
                EXCHANGE,
                10,
                "0xb10",
                "0xt" + number,
                number,
                "0xo" + number,
                LEADER,
                EXCHANGE,
                YES,
                false,
                side,
                priceMicros,
                sharesMicros,
                Micros.mulDivDown(sharesMicros, priceMicros, Micros.ONE),
                0,
                NOON,
                NOON + SECOND,
                "{}",
                null);
    }

    /** The same fill in another block, as somebody else would deliver it a second later. */
    public static LeaderFill moved(LeaderFill fill, long block, String hash, long logIndex) {
        UUID id = new UUID(9, fill.id().getLeastSignificantBits());
        LeaderFill there = placed(
                fill, id, block, hash, fill.txHash(), logIndex, fill.orderHash(), fill.combo(), fill.fillTimeNanos());
        return revised(there, there.sharesMicros(), there.detectedAtNanos() + SECOND);
    }

    /** The fill as one of an order in a transaction of several. */
    public static LeaderFill inTransaction(LeaderFill fill, String txHash, String orderHash) {
        return placed(
                fill,
                fill.id(),
                fill.blockNumber(),
                fill.blockHash(),
                txHash,
                fill.logIndex(),
                orderHash,
                fill.combo(),
                fill.fillTimeNanos());
    }

    /** The fill under another id. */
    public static LeaderFill withId(LeaderFill fill, UUID id) {
        return placed(
                fill,
                id,
                fill.blockNumber(),
                fill.blockHash(),
                fill.txHash(),
                fill.logIndex(),
                fill.orderHash(),
                fill.combo(),
                fill.fillTimeNanos());
    }

    /** The fill with this size at its own price. */
    public static LeaderFill sized(LeaderFill fill, String shares) {
        return revised(fill, Micros.parse(shares), fill.detectedAtNanos());
    }

    private static LeaderFill revised(LeaderFill fill, long sharesMicros, long detectedAtNanos) {
        return new LeaderFill(
                fill.id(),
                fill.source(),
                fill.leader(),
                fill.role(),
                fill.exchange(),
                fill.blockNumber(),
                fill.blockHash(),
                fill.txHash(),
                fill.logIndex(),
                fill.orderHash(),
                fill.maker(),
                fill.taker(),
                fill.tokenId(),
                fill.combo(),
                fill.side(),
                fill.leaderPriceMicros(),
                sharesMicros,
                Micros.mulDivDown(sharesMicros, fill.leaderPriceMicros(), Micros.ONE),
                fill.feeMicros(),
                fill.fillTimeNanos(),
                detectedAtNanos,
                fill.payload(),
                null);
    }

    /** The fill as one whose block's time is not known. */
    public static LeaderFill untimed(LeaderFill fill) {
        return placed(
                fill,
                fill.id(),
                fill.blockNumber(),
                fill.blockHash(),
                fill.txHash(),
                fill.logIndex(),
                fill.orderHash(),
                fill.combo(),
                null);
    }

    /** The fill as one of a combination. */
    public static LeaderFill combo(LeaderFill fill) {
        return placed(
                fill,
                fill.id(),
                fill.blockNumber(),
                fill.blockHash(),
                fill.txHash(),
                fill.logIndex(),
                fill.orderHash(),
                true,
                fill.fillTimeNanos());
    }

    /** The fill under another raw payload. */
    public static LeaderFill withPayload(LeaderFill fill, String payload) {
        return of(fill, fill.leader(), payload);
    }

    /** The fill as another leader's. */
    public static LeaderFill by(Address leader, LeaderFill fill) {
        return of(fill, leader, fill.payload());
    }

    private static LeaderFill of(LeaderFill fill, Address leader, String payload) {
        return new LeaderFill(
                fill.id(),
                fill.source(),
                leader,
                fill.role(),
                fill.exchange(),
                fill.blockNumber(),
                fill.blockHash(),
                fill.txHash(),
                fill.logIndex(),
                fill.orderHash(),
                leader,
                fill.taker(),
                fill.tokenId(),
                fill.combo(),
                fill.side(),
                fill.leaderPriceMicros(),
                fill.sharesMicros(),
                fill.usdcMicros(),
                fill.feeMicros(),
                fill.fillTimeNanos(),
                fill.detectedAtNanos(),
                payload,
                fill.effective());
    }

    /** The fill as the Data API tells of it: no exchange, no block, and a number of its own for the row. */
    public static LeaderFill row(LeaderFill fill, int row) {
        return new LeaderFill(
                new UUID(8, row),
                "data_api",
                fill.leader(),
                LeaderRole.UNKNOWN,
                NOBODY,
                0,
                "",
                fill.txHash(),
                row,
                "0xrow" + row,
                fill.leader(),
                NOBODY,
                fill.tokenId(),
                fill.combo(),
                fill.side(),
                fill.leaderPriceMicros(),
                fill.sharesMicros(),
                fill.usdcMicros(),
                0,
                fill.fillTimeNanos(),
                fill.detectedAtNanos(),
                "{}",
                null);
    }

    /** The fill at another place. */
    public static LeaderFill placed(
            LeaderFill fill,
            UUID id,
            long block,
            String hash,
            String txHash,
            long logIndex,
            String orderHash,
            boolean combo,
            @Nullable Long fillTimeNanos) {
        return new LeaderFill(
                id,
                fill.source(),
                fill.leader(),
                fill.role(),
                fill.exchange(),
                block,
                hash,
                txHash,
                logIndex,
                orderHash,
                fill.maker(),
                fill.taker(),
                fill.tokenId(),
                combo,
                fill.side(),
                fill.leaderPriceMicros(),
                fill.sharesMicros(),
                fill.usdcMicros(),
                fill.feeMicros(),
                fillTimeNanos,
                fill.detectedAtNanos(),
                fill.payload(),
                fill.effective());
    }

    /** Bids 100 at 0.48 and 100 at 0.47, asks 6 at 0.50, 10 at 0.51 and 100 at 0.60. */
    public static BookUpdate book(TokenId tokenId) {
        return new BookUpdate.Snapshot(
                tokenId,
                List.of(level("100", 4_800), level("100", 4_700)),
                List.of(level("6", 5_000), level("10", 5_100), level("100", 6_000)),
                null,
                1,
                BookUpdate.PUSHED);
    }

    /** A thousand dollars, 150 ms to the venue, equity every 5 s, ageless quotes and no waiting for books. */
    public static EngineConfig config(long sourceToleranceNanos) {
        return config(sourceToleranceNanos, AGELESS, 0);
    }

    /** The same with quotes that age, and decisions that wait for books. */
    public static EngineConfig config(long sourceToleranceNanos, QuoteAges ages, long bookPatienceNanos) {
        return new EngineConfig(
                POLICY,
                1_000 * Micros.ONE,
                PaperConditions.usual(150_000_000, 0),
                5 * SECOND,
                sourceToleranceNanos,
                120 * SECOND,
                ages,
                bookPatienceNanos,
                10 * SECOND);
    }

    /** Ageless books that a connection carries. */
    public static LiveBooks books(TokenId... carried) {
        LiveBooks books = new LiveBooks(120 * SECOND, AGELESS, (_, _) -> {});
        books.apply(LINE, new BookUpdate.Carried(List.of(carried)), NOON);
        return books;
    }

    /** A level of so many shares. */
    public static Level level(String shares, int price) {
        return new Level(price, Micros.parse(shares));
    }
}
