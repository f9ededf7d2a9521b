package io.slipstream.worker.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.Freshness;
import io.slipstream.core.book.LiveBooks;
import io.slipstream.core.book.OrderBook;
import io.slipstream.core.book.QuoteAges;
import io.slipstream.core.market.TokenId;
import io.slipstream.worker.recordings.Recordings;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real frames and books through the same parser and the same books as in the worker. */
class RecordedFramesTest {

    private static final int LINE = 1;
    private static final long WINDOW = 120_000_000_000L;

    private final JsonMapper json = new JsonMapper();
    private final MarketFrameParser parser = new MarketFrameParser(json);
    private final LiveBooks books = new LiveBooks(WINDOW, new QuoteAges(2_000_000_000L, 5_000_000_000L), (_, _) -> {});
    private final Set<TokenId> carried = new HashSet<>();

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
                assertThat(apply(update)).isEmpty();
                if (update instanceof BookUpdate.Snapshot snapshot) {
                    seeded.add(snapshot.tokenId());
                } else if (update instanceof BookUpdate.Changes frame && topsAgree(frame)) {
                    agreeing++;
                    assertThat(freshness(update)).containsOnly(Freshness.FRESH);
                } else {
                    unseeded++;
                    assertThat(freshness(update))
                            .as("a book without a snapshot is never trusted, let alone fresh")
                            .containsOnly(Freshness.UNTRUSTED);
                }
            }
        }
        assertThat(seeded).hasSize(2);
        assertThat(agreeing).isEqualTo(851);
        assertThat(unseeded).isEqualTo(411);
        assertThat(books.integrityOfAll().faults()).isZero();
    }

    @Test
    void agreesWithTheOtherCapture() throws IOException {
        int frames = 0;
        for (JsonNode frame : json.readTree(Recordings.text("ws/funkekaiser_ws_market_capture.json.gz"))) {
            for (MarketEvent event : parser.parse(frame)) {
                assertThat(event).isNotInstanceOf(MarketEvent.Rejected.class);
                if (event instanceof MarketEvent.Book book) {
                    assertThat(apply(book.update())).isEmpty();
                    if (book.update() instanceof BookUpdate.Changes changes && topsAgree(changes)) {
                        frames++;
                    }
                }
            }
        }
        assertThat(frames).isEqualTo(4);
        assertThat(books.integrityOfAll().faults()).isZero();
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

    /** As it arrives without delay over a connection that carries its tokens; the two of a frame are one market's outcomes. */
    private List<TokenId> apply(BookUpdate update) {
        List<TokenId> tokens = tokens(update);
        long nowNanos = millis(update) * 1_000_000L;
        tokens.stream()
                .filter(carried::add)
                .forEach(token -> books.apply(LINE, new BookUpdate.Carried(List.of(token)), nowNanos));
        if (tokens.size() == 2) {
            books.pair(tokens.getFirst(), tokens.getLast());
        }
        return books.apply(LINE, update, nowNanos);
    }

    private Set<Freshness> freshness(BookUpdate update) {
        return tokens(update).stream()
                .map(token -> books.freshness(token, millis(update) * 1_000_000L))
                .collect(Collectors.toSet());
    }

    private static List<TokenId> tokens(BookUpdate update) {
        return switch (update) {
            case BookUpdate.Snapshot snapshot -> List.of(snapshot.tokenId());
            case BookUpdate.Changes frame ->
                frame.changes().stream()
                        .map(BookUpdate.Change::tokenId)
                        .distinct()
                        .toList();
            default -> throw new AssertionError("the recordings hold neither: " + update);
        };
    }

    private static long millis(BookUpdate update) {
        return update instanceof BookUpdate.Snapshot snapshot
                ? snapshot.exchangeMillis()
                : ((BookUpdate.Changes) update).exchangeMillis();
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
