package io.slipstream.worker.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.Freshness;
import io.slipstream.core.book.LiveBooks;
import io.slipstream.core.book.OrderBook;
import io.slipstream.core.book.QuoteAges;
import io.slipstream.core.market.TokenId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * A market's frames in the venue's words, made up here, through the parser, the scanner and the books of the worker: what
 * {@link RecordedFramesTest} does with recordings where they are.
 */
class WrittenFramesTest {

    private static final int LINE = 1;
    private static final long MILLIS = 1_785_164_000_000L;
    private static final TokenId YES = TokenId.of("7101");
    private static final TokenId NO = TokenId.of("7102");
    private static final String BOOKS = """
            [{"event_type":"book","asset_id":"7101","market":"0x5f","bids":[{"price":"0.46","size":"120"},{"price":"0.47",\
            "size":"30.5"}],"asks":[{"price":"0.51","size":"80"},{"price":"0.49","size":"12.25"}],"timestamp":"1785164000000",\
            "hash":"h1","tick_size":"0.01"},{"event_type":"book","asset_id":"7102","market":"0x5f","bids":[{"price":"0.49",\
            "size":"80"},{"price":"0.51","size":"12.25"}],"asks":[{"price":"0.54","size":"120"},{"price":"0.53",\
            "size":"30.5"}],"timestamp":"1785164000000","hash":"h2","tick_size":"0.01"}]""";
    private static final String BETTER_BID = change(10, "0.48", "200", "BUY", "SELL", "0.48", "0.49");
    private static final String ASK_GONE = change(20, "0.49", "0", "SELL", "BUY", "0.48", "0.51");

    private final MarketFrameParser parser = new MarketFrameParser(new JsonMapper());
    private final MarketFrameScanner scanner = new MarketFrameScanner();
    private final LiveBooks books =
            new LiveBooks(120_000_000_000L, new QuoteAges(2_000_000_000L, 5_000_000_000L), (_, _) -> {});

    @Test
    void rebuildsTheMarketWithoutAMismatch() {
        books.apply(LINE, new BookUpdate.Carried(List.of(YES, NO)), MILLIS * 1_000_000L);
        books.pair(YES, NO);
        apply(BOOKS, 0);
        assertTops(YES, 4_700, 4_900);
        assertTops(NO, 5_100, 5_300);
        apply(BETTER_BID, 10);
        assertTops(YES, 4_800, 4_900);
        assertTops(NO, 5_100, 5_200);
        apply(ASK_GONE, 20);
        assertTops(YES, 4_800, 5_100);
        assertTops(NO, 4_900, 5_200);
        assertThat(books.integrityOfAll().faults()).isZero();
    }

    @Test
    void neverTrustsABookWithoutASnapshot() {
        books.apply(LINE, new BookUpdate.Carried(List.of(YES, NO)), MILLIS * 1_000_000L);
        apply(BETTER_BID, 10);
        assertThat(books.freshness(YES, (MILLIS + 10) * 1_000_000L)).isEqualTo(Freshness.UNTRUSTED);
    }

    @Test
    void readsThemWithTheScannerAsWithTheParser() {
        for (String frame : List.of(BOOKS, BETTER_BID, ASK_GONE)) {
            assertThat(scanner.scan(frame)).isNotNull().isEqualTo(parser.parseAny(frame));
        }
    }

    private void apply(String frame, long afterMillis) {
        long nowNanos = (MILLIS + afterMillis) * 1_000_000L;
        for (MarketEvent event : parser.parse(frame)) {
            assertThat(event)
                    .isInstanceOfSatisfying(
                            MarketEvent.Book.class,
                            book -> assertThat(books.apply(LINE, book.update(), nowNanos))
                                    .isEmpty());
        }
    }

    private void assertTops(TokenId token, int bid, int ask) {
        OrderBook book = Objects.requireNonNull(books.book(token));
        assertThat(book.bestBid()).isEqualTo(bid);
        assertThat(book.bestAsk()).isEqualTo(ask);
        assertThat(books.freshness(token, (MILLIS + 20) * 1_000_000L)).isEqualTo(Freshness.FRESH);
    }

    /** A change of the first outcome, and its mirror in the second. */
    private static String change(
            int afterMillis, String price, String size, String side, String mirrored, String bid, String ask) {
        return """
                {"event_type":"price_change","market":"0x5f","price_changes":[{"asset_id":"7101","price":"%s","size":"%s",\
                "side":"%s","hash":"a","best_bid":"%s","best_ask":"%s"},{"asset_id":"7102","price":"%s","size":"%s","side":"%s",\
                "hash":"b","best_bid":"%s","best_ask":"%s"}],"timestamp":"%d"}""".formatted(
                        price,
                        size,
                        side,
                        bid,
                        ask,
                        mirror(price),
                        size,
                        mirrored,
                        mirror(ask),
                        mirror(bid),
                        MILLIS + afterMillis);
    }

    private static String mirror(String price) {
        return "0." + (100 - Integer.parseInt(price.substring(2)));
    }
}
