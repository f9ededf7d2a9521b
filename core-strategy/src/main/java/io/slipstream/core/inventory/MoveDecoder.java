package io.slipstream.core.inventory;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.ChainLog;
import io.slipstream.core.market.TokenId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** From ERC-1155 and ERC-20 logs to moves. Total: what is malformed is no move. */
final class MoveDecoder {

    private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]*");
    private static final int WORD = 64;
    private static final int MOST_TOKENS = 1_000;
    private static final int MOST_AMOUNT_BITS = 60;
    private static final int ERC1155_TOPICS = 4;
    private static final int ERC20_TOPICS = 3;

    private MoveDecoder() {}

    /** The tokens that a log moves, none if it moves none or cannot be read. */
    static List<TokenMove> tokens(ChainLog log) {
        if (log.topics().size() != ERC1155_TOPICS || !HEX.matcher(log.data()).matches()) {
            return List.of();
        }
        try {
            return switch (log.topics().getFirst()) {
                case MoveEvents.TRANSFER_SINGLE -> single(log);
                case MoveEvents.TRANSFER_BATCH -> batch(log);
                default -> List.of();
            };
        } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
            return List.of();
        }
    }

    /** What a log moves of a collateral as a wallet sees it: positive if it got some, zero if it is no such log. */
    static long collateral(ChainLog log, Address wallet) {
        if (log.topics().size() != ERC20_TOPICS
                || !log.topics().getFirst().equals(MoveEvents.TRANSFER)
                || log.data().length() != 2 + WORD
                || !HEX.matcher(log.data()).matches()) {
            return 0;
        }
        BigInteger amount = word(log, 0);
        if (amount.bitLength() > MOST_AMOUNT_BITS) {
            return 0;
        }
        long in = log.topics().get(2).equals(wallet.toTopic()) ? amount.longValueExact() : 0;
        long out = log.topics().get(1).equals(wallet.toTopic()) ? amount.longValueExact() : 0;
        return in - out;
    }

    private static List<TokenMove> single(ChainLog log) {
        return move(log, word(log, 0), word(log, 1));
    }

    /** Two arrays: their offsets in bytes, then each with its length. */
    private static List<TokenMove> batch(ChainLog log) {
        int ids = word(log, 0).intValueExact() / 32;
        int values = word(log, 1).intValueExact() / 32;
        int count = word(log, ids).intValueExact();
        if (count > MOST_TOKENS || word(log, values).intValueExact() != count) {
            return List.of();
        }
        List<TokenMove> moves = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            moves.addAll(move(log, word(log, ids + i), word(log, values + i)));
        }
        return moves;
    }

    private static List<TokenMove> move(ChainLog log, BigInteger token, BigInteger amount) {
        if (amount.signum() == 0 || amount.bitLength() > MOST_AMOUNT_BITS || token.signum() == 0) {
            return List.of();
        }
        return List.of(new TokenMove(
                log,
                Address.ofTopic(log.topics().get(1)),
                Address.ofTopic(log.topics().get(2)),
                Address.ofTopic(log.topics().get(3)),
                TokenId.of(token),
                amount.longValueExact()));
    }

    private static BigInteger word(ChainLog log, int index) {
        return new BigInteger(log.data().substring(2 + index * WORD, 2 + (index + 1) * WORD), 16);
    }
}
