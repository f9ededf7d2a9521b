package io.slipstream.worker.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.Level;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.worker.recordings.Recordings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the scanner reads, against the general reader. */
class MarketFrameScannerTest {

    private static final String CHANGE = """
            {"event_type":"price_change","market":"0x5f","price_changes":[\
            {"asset_id":"71","price":"0.5","size":"200","side":"BUY","hash":"56","best_bid":".5","best_ask":"1"},\
            {"asset_id":"72","price":".50","size":"0","side":"SELL","hash":"57","best_bid":"","best_ask":"0.5000"}],\
            "timestamp":"1757908892351"}""";
    private static final String BOOK = """
            {"event_type":"book","asset_id":"71","market":"0xbd","bids":[{"price":".48","size":"30"},{"price":".49","size":\
            "2.5"}],"asks":[{"price":".52","size":"25"}],"timestamp":"1757908892351","hash":"h","tick_size":"0.01"}""";

    private final JsonMapper json = new JsonMapper();
    private final MarketFrameScanner scanner = new MarketFrameScanner();
    private final MarketFrameParser parser = new MarketFrameParser(json);

    @Test
    void readsAChange() {
        assertThat(scanner.scan(CHANGE))
                .containsExactly(new MarketEvent.Book(new BookUpdate.Changes(
                        List.of(
                                new BookUpdate.Change(TokenId.of("71"), Side.BUY, 5_000, 200_000_000, 5_000, 10_000),
                                new BookUpdate.Change(TokenId.of("72"), Side.SELL, 5_000, 0, 0, 5_000)),
                        1_757_908_892_351L)));
    }

    @Test
    void readsABookWithinAnArray() {
        List<MarketEvent> events = scanner.scan("[" + BOOK + " , " + CHANGE + "]");
        assertThat(events).hasSize(2).isEqualTo(parser.parseAny("[" + BOOK + " , " + CHANGE + "]"));
        assertThat(events)
                .first()
                .isInstanceOfSatisfying(
                        MarketEvent.Book.class,
                        book -> assertThat(book.update())
                                .isInstanceOfSatisfying(
                                        BookUpdate.Snapshot.class,
                                        snapshot -> assertThat(snapshot.bids())
                                                .containsExactly(
                                                        new Level(4_800, 30_000_000), new Level(4_900, 2_500_000))));
    }

    @Test
    void leavesEverythingElseToTheParser() {
        assertThat(scanner.scan("{\"event_type\":\"last_trade_price\"}")).isNull();
        assertThat(scanner.scan(CHANGE.replace("\"0.5\"", "\"5e-1\""))).isNull();
        assertThat(scanner.scan(CHANGE.replace("BUY", "B\\u0055Y"))).isNull();
        assertThat(scanner.scan(CHANGE + "x")).isNull();
        assertThat(scanner.scan(CHANGE.replace("8892351\"", "889235.0\""))).isNull();
        assertThat(scanner.scan(CHANGE.replace("\"200\"", "200"))).isNull();
        assertThat(scanner.scan("PONG")).isNull();
        assertThat(scanner.scan("")).isNull();
    }

    @Test
    void readsTheRecordedFramesAsTheParserDoes() throws IOException {
        int scanned = 0;
        for (String line : Recordings.text("ws/sahajpatel123_journal_20260727.jsonl.gz")
                .lines()
                .toList()) {
            JsonNode data = json.readTree(line).path("data");
            String frame = data.toString();
            List<MarketEvent> events = scanner.scan(frame);
            if (events != null) {
                scanned++;
                assertThat(events).isEqualTo(parser.parseAny(frame));
            }
        }
        assertThat(scanned).isGreaterThan(1_200);
    }

    /** A million mutated frames: no exception escapes, and what is scanned at all is what the parser reads. */
    @Test
    @Timeout(120)
    void neverDiffersFromTheParserWhateverTheFrameHolds() {
        long seed = 20_261_122;
        Random random = new Random(seed);
        List<String> good = List.of(CHANGE, BOOK, "[" + BOOK + "," + CHANGE + "]");
        int scanned = 0;
        for (int round = 0; round < 1_000_000; round++) {
            String frame = FrameMutations.mutated(good.get(random.nextInt(good.size())), random);
            List<MarketEvent> events = scanner.scan(frame);
            if (events != null) {
                scanned++;
                if (!events.equals(parser.parseAny(frame))) {
                    fail("seed %d, round %d: %s", seed, round, frame);
                }
            }
        }
        assertThat(scanned).as("mutations that leave a frame readable").isGreaterThan(50_000);
    }

    @Test
    void readsNumbersOfAnyLengthAsTheParserDoes() {
        long seed = 20_261_123;
        Random random = new Random(seed);
        int scanned = 0;
        for (int round = 0; round < 200_000; round++) {
            String frame = switch (random.nextInt(3)) {
                case 0 -> CHANGE.replace("200", number(random, 15));
                case 1 -> CHANGE.replace("0.5\"", number(random, 6) + "\"");
                default -> CHANGE.replace("1757908892351", number(random, 15));
            };
            List<MarketEvent> events = scanner.scan(frame);
            if (events != null) {
                scanned++;
                if (!events.equals(parser.parseAny(frame))) {
                    fail("seed %d, round %d: %s", seed, round, frame);
                }
            }
        }
        assertThat(scanned).as("frames with numbers that can be read").isGreaterThan(10_000);
    }

    @Test
    void readsTokensThatBeginAndEndAlike() {
        for (String token :
                List.of("12345678" + "0".repeat(60) + "12345678", "12345678" + "9".repeat(60) + "12345678")) {
            String frame = BOOK.replace("\"71\"", "\"" + token + "\"");
            assertThat(scanner.scan(frame)).isEqualTo(parser.parseAny(frame));
            assertThat(scanner.scan(frame)).isEqualTo(parser.parseAny(frame));
        }
    }

    @Test
    void readsFramesBeyondLatin1() {
        String frame = CHANGE.replace("0x5f", "\u20ac\u0122\ud83d\ude00\u00e9");
        assertThat(scanner.scan(frame)).isNotNull().isEqualTo(parser.parseAny(frame));
        assertThat(scanner.scan(CHANGE.replace("\"71\"", "\"7\u0661\""))).isNull();
    }

    /** Two threads that meet a token for the first time at once read the same. */
    @Test
    void isSharedByThreads() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        List<Boolean> right = Collections.synchronizedList(new ArrayList<>());
        for (int thread = 0; thread < 4; thread++) {
            threads.add(Thread.ofPlatform().start(() -> {
                for (int token = 1; token < 5_000; token++) {
                    String frame = BOOK.replace("\"71\"", "\"" + token + "0".repeat(token % 70) + "1\"");
                    right.add(parser.parseAny(frame).equals(scanner.scan(frame)));
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(right).hasSize(4 * 4_999).doesNotContain(false);
    }

    /** Up to so many digits, most often with a dot somewhere and sometimes with zeros at an end. */
    private static String number(Random random, int most) {
        StringBuilder text = new StringBuilder();
        int digits = random.nextInt(most + 1);
        for (int i = 0; i < digits; i++) {
            text.append((char) ('0' + (random.nextInt(4) == 0 ? 0 : random.nextInt(10))));
        }
        return random.nextInt(4) == 0
                ? text.toString()
                : text.insert(random.nextInt(text.length() + 1), '.').toString();
    }
}
