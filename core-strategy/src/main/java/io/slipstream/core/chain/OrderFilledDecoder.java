package io.slipstream.core.chain;

import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import java.math.BigInteger;

/**
 * From a log to a fill, a decoder per layout. Pure and total: every log that cannot be a fill is a {@link Decoded.Rejected}
 * with the reason, never an exception. What a fill cost is no reason: a log before the refund may say more than a dollar a
 * share (venue update 2), and the contracts' integer division may leave nothing to pay for a millionth of a share.
 */
public final class OrderFilledDecoder {

    private static final int WORD = 64;
    /** Beyond this an amount is no amount, and products of two could overflow. */
    private static final int MOST_AMOUNT_BITS = 60;

    private OrderFilledDecoder() {}

    /** Decodes a log of the given exchange. */
    public static Decoded decode(ChainLog log, ExchangeContract exchange) {
        EventLayout layout = exchange.layout();
        if (!log.address().equals(exchange.address())) {
            return rejected(log, "not a log of exchange " + exchange.name() + " but of " + log.address());
        }
        if (!exchange.isValidAt(log.blockNumber())) {
            return rejected(log, "exchange " + exchange.name() + " has no fills in block " + log.blockNumber());
        }
        if (log.topics().size() != 4) {
            return rejected(log, "4 topics expected, got " + log.topics().size());
        }
        if (!log.topics().getFirst().equalsIgnoreCase(layout.topic0())) {
            return rejected(
                    log,
                    "not an OrderFilled of layout " + layout + ": "
                            + log.topics().getFirst());
        }
        String data = log.data();
        if (data.length() != 2 + layout.dataWords() * WORD || !Hex.isHex(data)) {
            return rejected(log, layout.dataWords() + " words of data expected, got " + data.length() + " characters");
        }
        try {
            return switch (layout) {
                case V1 -> decodeV1(log, exchange);
                case V2 -> decodeV2(log, exchange);
            };
        } catch (IllegalArgumentException | ArithmeticException e) {
            return rejected(log, String.valueOf(e.getMessage()));
        }
    }

    private static Decoded decodeV2(ChainLog log, ExchangeContract exchange) {
        long sideWord = Hex.word(log.data(), 0);
        if (sideWord != 0 && sideWord != 1) {
            return rejected(log, "side is neither 0 nor 1: " + word(log, 0));
        }
        Side side = sideWord == 0 ? Side.BUY : Side.SELL;
        return fill(log, exchange, side, word(log, 1), amount(log, 2), amount(log, 3), amount(log, 4), false);
    }

    private static Decoded decodeV1(ChainLog log, ExchangeContract exchange) {
        BigInteger makerAsset = word(log, 0);
        BigInteger takerAsset = word(log, 1);
        if ((makerAsset.signum() == 0) == (takerAsset.signum() == 0)) {
            return rejected(log, "exactly one asset id must be 0 (collateral)");
        }
        // the maker gives collateral (asset 0): a buy
        Side side = makerAsset.signum() == 0 ? Side.BUY : Side.SELL;
        BigInteger token = side == Side.BUY ? takerAsset : makerAsset;
        return fill(log, exchange, side, token, amount(log, 2), amount(log, 3), amount(log, 4), side == Side.BUY);
    }

    private static Decoded fill(
            ChainLog log,
            ExchangeContract exchange,
            Side side,
            BigInteger token,
            long makerAmount,
            long takerAmount,
            long fee,
            boolean feeInShares) {
        long shares = side == Side.BUY ? takerAmount : makerAmount;
        long usdc = side == Side.BUY ? makerAmount : takerAmount;
        if (shares == 0) {
            return rejected(log, "no shares changed hands, for %d micro-dollars".formatted(usdc));
        }
        long received = side == Side.BUY ? shares : usdc;
        boolean deducted = side == Side.SELL || feeInShares;
        if (deducted && fee > received) {
            return rejected(log, "the fee of %d is deducted from less: %d".formatted(fee, received));
        }
        TokenId tokenId = TokenId.of(token);
        return new Decoded.Fill(new OrderFill(
                log,
                log.topics().get(1),
                Address.ofTopic(log.topics().get(2)),
                Address.ofTopic(log.topics().get(3)),
                side,
                tokenId,
                exchange.tokens().isCombo(tokenId),
                shares,
                usdc,
                fee,
                feeInShares));
    }

    private static BigInteger word(ChainLog log, int index) {
        return new BigInteger(log.data().substring(2 + index * WORD, 2 + (index + 1) * WORD), 16);
    }

    private static long amount(ChainLog log, int index) {
        long value = Hex.word(log.data(), index);
        if (value < 0 || value >>> MOST_AMOUNT_BITS != 0) {
            throw new ArithmeticException("amount in word " + index + " is absurd: " + word(log, index));
        }
        return value;
    }

    private static Decoded rejected(ChainLog log, String reason) {
        return new Decoded.Rejected(log, reason);
    }
}
