package io.slipstream.worker.market;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Frames as the market socket sends them: books once, then changes of both tokens of a market, and some prints. */
final class MarketFrames {

    private static final int MARKETS = 200;
    private static final int LEVELS = 30;
    private static final int PRINT_EVERY = 12;
    /** When the venue made them: all at once, so that the sample can be gone through again and again. */
    static final long MILLIS = 1_795_000_000_000L;

    private final Random random;

    private MarketFrames(Random random) {
        this.random = random;
    }

    /** A book for each token. */
    static List<byte[]> books() {
        List<byte[]> frames = new ArrayList<>();
        for (int token = 0; token < 2 * MARKETS; token++) {
            StringBuilder bids = new StringBuilder();
            StringBuilder asks = new StringBuilder();
            for (int level = 0; level < LEVELS; level++) {
                bids.append(level == 0 ? "" : ",").append(level(49 - level));
                asks.append(level == 0 ? "" : ",").append(level(51 + level));
            }
            frames.add(utf8("""
                    [{"event_type":"book","asset_id":"%s","market":"%s","bids":[%s],"asks":[%s],"timestamp":"%d","hash":"0",\
                    "tick_size":"0.01"}]""".formatted(token(token), market(token / 2), bids, asks, MILLIS)));
        }
        return frames;
    }

    /** Changes and prints, the same for the same seed. */
    static List<byte[]> changes(int count, long seed) {
        MarketFrames frames = new MarketFrames(new Random(seed));
        List<byte[]> made = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            made.add(utf8(i % PRINT_EVERY == 0 ? frames.print() : frames.change()));
        }
        return made;
    }

    private String change() {
        int market = random.nextInt(MARKETS);
        int price = 30 + random.nextInt(19);
        String size = "%d.%02d".formatted(1 + random.nextInt(5_000), random.nextInt(100));
        return """
                {"market":"%s","price_changes":[%s,%s],"timestamp":"%d","event_type":"price_change"}""".formatted(
                        market(market),
                        entry(2 * market, price, size, "BUY"),
                        entry(2 * market + 1, 100 - price, size, "SELL"),
                        MILLIS);
    }

    private String entry(int token, int price, String size, String side) {
        return """
                {"asset_id":"%s","price":"0.%02d","size":"%s","side":"%s","hash":"%016x%016x%08x","best_bid":"0.49",\
                "best_ask":"0.51"}""".formatted(token(token), price, size, side, random.nextLong(), random.nextLong(), random.nextInt());
    }

    private String print() {
        int token = random.nextInt(2 * MARKETS);
        return """
                {"market":"%s","asset_id":"%s","price":"0.51","size":"%d.5","fee_rate_bps":"0","side":"BUY",\
                "timestamp":"%d","event_type":"last_trade_price","transaction_hash":"0x%016x%016x%016x%016x"}""".formatted(
                        market(token / 2),
                        token(token),
                        1 + random.nextInt(500),
                        MILLIS,
                        random.nextLong(),
                        random.nextLong(),
                        random.nextLong(),
                        random.nextLong());
    }

    private static String level(int price) {
        return "{\"price\":\"0.%02d\",\"size\":\"1000\"}".formatted(price);
    }

    private static String token(int number) {
        return "7132104567925221259462638553270691275033272857194253228963137%016d".formatted(number * 7_919L);
    }

    private static String market(int number) {
        return "0x%064x".formatted(number * 104_729L + 17);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
