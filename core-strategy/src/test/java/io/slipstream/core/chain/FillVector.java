package io.slipstream.core.chain;

import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A fill that stands on the chain and what its log says, from {@code vectors/order-filled.txt}.
 *
 * @param aggressor whether its order took what others had resting
 */
public record FillVector(
        ExchangeContract exchange,
        ChainLog log,
        Side side,
        TokenId tokenId,
        long sharesMicros,
        long usdcMicros,
        long priceMicros,
        long feeMicros,
        boolean aggressor) {

    /** All of them, each of an exchange of the venue. */
    public static List<FillVector> all() {
        try (InputStream in =
                Objects.requireNonNull(FillVector.class.getResourceAsStream("/vectors/order-filled.txt"))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\n\n"))
                    .filter(entry -> entry.startsWith("exchange"))
                    .map(FillVector::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the log has to be decoded to; wallets and the order's hash are its own words. */
    public void check(OrderFill fill) {
        FillVector decoded = new FillVector(
                exchange,
                fill.log(),
                fill.side(),
                fill.tokenId(),
                fill.sharesMicros(),
                fill.usdcMicros(),
                fill.priceMicros(),
                fill.feeMicros(),
                fill.isAggressor());
        if (!decoded.equals(this)
                || !fill.orderHash().equals(log.topics().get(1))
                || !fill.maker().toTopic().equals(log.topics().get(2))
                || !fill.taker().toTopic().equals(log.topics().get(3))) {
            throw new AssertionError("expected " + this + "\nbut it was " + fill);
        }
    }

    private static FillVector read(String entry) {
        List<String> topics = new ArrayList<>();
        StringBuilder data = new StringBuilder("0x");
        String name = "";
        String[] block = {};
        String[] transaction = {};
        String[] says = {};
        for (String line : entry.lines().toList()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "exchange" -> name = words[1];
                case "block" -> block = words;
                case "transaction" -> transaction = words;
                case "topic" -> topics.add(words[1]);
                case "word" -> data.append(words[1]);
                case "says" -> says = words;
                default -> throw new IllegalArgumentException(line);
            }
        }
        String wanted = name;
        ExchangeContract exchange = ExchangeContract.venue().stream()
                .filter(contract -> contract.name().equals(wanted))
                .findFirst()
                .orElseThrow();
        return new FillVector(
                exchange,
                new ChainLog(
                        exchange.address(),
                        topics,
                        data.toString(),
                        Long.parseLong(block[1]),
                        block[2],
                        transaction[1],
                        Long.parseLong(transaction[3]),
                        block[3].equals("-") ? null : Long.valueOf(block[3]),
                        false),
                Side.valueOf(says[1]),
                TokenId.of(says[2]),
                Long.parseLong(says[4]),
                Long.parseLong(says[6]),
                Long.parseLong(says[8]),
                Long.parseLong(says[10]),
                says[11].equals("taker"));
    }
}
