package io.slipstream.worker.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.LiveBooks;
import io.slipstream.core.book.OrderBook;
import io.slipstream.core.market.TokenId;
import io.slipstream.worker.recordings.Recordings;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real frames and books through the same parser and the same books as in the worker. */
class RecordedFramesTest {

    private static final long NOW = 1_795_000_000_000_000_000L;
    private static final long WINDOW = 120_000_000_000L;

    private final JsonMapper json = new JsonMapper();
    private final MarketFrameParser parser = new MarketFrameParser(json);
    private final LiveBooks books = new LiveBooks(WINDOW, _ -> {});

    @Test
    void rebuildsTheSeededMarketOfTheJournalWithoutAMismatch() throws IOException {
        Set<TokenId> seeded = new HashSet<>();
        int agreeing = 0;
        int unseeded = 0;
        for (String line : Recordings.text("ws/sahajpatel123_journal_20260727.jsonl.gz")
                .lines()
                .toList()) {
            JsonNode row = json.readTree(line);
            if (row.path("kind").asString().equals("orders_out")) {
                continue; // the recorder's own paper orders
            }
            for (MarketEvent event : parser.parse(row.path("data"))) {
                assertThat(event).isInstanceOf(MarketEvent.Book.class);
                BookUpdate update = ((MarketEvent.Book) event).update();
                assertThat(books.apply(update, NOW)).isEmpty();
                if (update instanceof BookUpdate.Snapshot snapshot) {
                    seeded.add(snapshot.tokenId());
                } else if (update instanceof BookUpdate.Changes frame && topsAgree(frame)) {
                    agreeing++;
                } else {
                    unseeded++;
                    assertThat(trusted(update))
                            .as("a book without a snapshot is never trusted")
                            .isFalse();
                }
            }
        }
        assertThat(seeded).hasSize(2);
        assertThat(agreeing).isEqualTo(851);
        assertThat(unseeded).isEqualTo(411);
        assertThat(books.mismatches()).isZero();
    }

    @Test
    void agreesWithTheOtherCapture() throws IOException {
        int frames = 0;
        for (JsonNode frame : json.readTree(Recordings.text("ws/funkekaiser_ws_market_capture.json.gz"))) {
            for (MarketEvent event : parser.parse(frame)) {
                assertThat(event).isNotInstanceOf(MarketEvent.Rejected.class);
                if (event instanceof MarketEvent.Book book) {
                    assertThat(books.apply(book.update(), NOW)).isEmpty();
                    if (book.update() instanceof BookUpdate.Changes changes && topsAgree(changes)) {
                        frames++;
                    }
                }
            }
        }
        assertThat(frames).isEqualTo(4);
        assertThat(books.mismatches()).isZero();
    }

    @Test
    void readsTheBooksOfTheClob() throws IOException {
        List<MarketEvent> fed = parser.parse(Recordings.text("gamma-clob/trebuchet_fed_clob-books.json.gz"));
        List<MarketEvent> upDown = parser.parse(Recordings.text("gamma-clob/hugompt_clob_book.json.gz"));
        assertThat(fed).hasSize(10).allSatisfy(RecordedFramesTest::isTwoSidedBook);
        assertThat(upDown).hasSize(1).allSatisfy(RecordedFramesTest::isTwoSidedBook);
    }

    private boolean topsAgree(BookUpdate.Changes frame) {
        return frame.changes().stream().allMatch(change -> {
            OrderBook book = books.book(change.tokenId());
            return book != null && book.bestBid() == change.bestBid() && book.bestAsk() == change.bestAsk();
        });
    }

    private boolean trusted(BookUpdate update) {
        return update instanceof BookUpdate.Changes frame
                && frame.changes().stream().anyMatch(change -> books.book(change.tokenId()) != null);
    }

    private static void isTwoSidedBook(MarketEvent event) {
        assertThat(event)
                .isInstanceOfSatisfying(
                        MarketEvent.Book.class,
                        book -> assertThat(book.update())
                                .isInstanceOfSatisfying(BookUpdate.Snapshot.class, snapshot -> {
                                    assertThat(snapshot.bids()).isNotEmpty();
                                    assertThat(snapshot.asks()).isNotEmpty();
                                    assertThat(snapshot.tick()).isNotNull();
                                }));
    }
}
