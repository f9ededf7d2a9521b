package io.slipstream.benchmarks.books;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Micros;
import io.slipstream.core.money.Price;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * A recording of live sports as the frames that it was made of. It holds a row for each change and neither frames nor
 * snapshots: rows of one market that follow each other with the same time and the same tops were one frame.
 */
final class SportsRecording {

    private static final Path FILE = Path.of("..", "shared", "data", "ws", "tickscope_sports_20260607_0130.csv.gz");
    private static final String CHANGE = "PRICE_CHANGE";

    private final Map<String, TokenId> tokens = new HashMap<>();
    private final Map<TokenId, TokenId> mirrors = new HashMap<>();
    private final List<BookUpdate.Changes> frames = new ArrayList<>();

    private record Row(long millis, BookUpdate.Change change) {}

    private SportsRecording() {}

    /** Whether it lies beside this checkout. */
    static boolean isThere() {
        return Files.isReadable(FILE);
    }

    static SportsRecording read() throws IOException {
        SportsRecording recording = new SportsRecording();
        List<Row> rows = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(FILE)), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] columns = line.split(",", -1);
                if (columns[1].equals(CHANGE)) {
                    rows.add(recording.row(columns));
                }
            }
        }
        recording.pair(rows);
        recording.group(rows);
        return recording;
    }

    List<BookUpdate.Changes> frames() {
        return frames;
    }

    /** Every token and its market's other outcome. */
    Map<TokenId, TokenId> mirrors() {
        return mirrors;
    }

    private Row row(String[] columns) {
        return new Row(
                Long.parseLong(columns[0]),
                new BookUpdate.Change(
                        tokens.computeIfAbsent(columns[2], TokenId::of),
                        columns[3].equals("BID") ? Side.BUY : Side.SELL,
                        Price.parse(columns[4]),
                        Micros.parse(columns[5]),
                        Price.parse(columns[6]),
                        Price.parse(columns[7])));
    }

    /** The venue mirrors every change in the market's other outcome, in the same frame. */
    private void pair(List<Row> rows) {
        for (int i = 1; i < rows.size(); i++) {
            Row one = rows.get(i - 1);
            Row other = rows.get(i);
            BookUpdate.Change a = one.change;
            BookUpdate.Change b = other.change;
            if (one.millis == other.millis
                    && a.side() == b.side().opposite()
                    && a.price() == Price.ONE - b.price()
                    && a.sizeMicros() == b.sizeMicros()
                    && a.bestBid() == Price.ONE - b.bestAsk()
                    && !mirrors.containsKey(a.tokenId())) {
                mirrors.put(a.tokenId(), b.tokenId());
                mirrors.put(b.tokenId(), a.tokenId());
            }
        }
    }

    private void group(List<Row> rows) {
        List<BookUpdate.Change> frame = new ArrayList<>();
        long millis = 0;
        for (Row row : rows) {
            if (!frame.isEmpty() && (row.millis != millis || !belongs(row.change, frame))) {
                frames.add(new BookUpdate.Changes(List.copyOf(frame), millis));
                frame.clear();
            }
            frame.add(row.change);
            millis = row.millis;
        }
        frames.add(new BookUpdate.Changes(List.copyOf(frame), millis));
    }

    private boolean belongs(BookUpdate.Change change, List<BookUpdate.Change> frame) {
        BookUpdate.Change first = frame.getFirst();
        if (change.tokenId().equals(first.tokenId())) {
            return change.bestBid() == first.bestBid() && change.bestAsk() == first.bestAsk();
        }
        return Objects.equals(change.tokenId(), mirrors.get(first.tokenId()))
                && change.bestBid() == Price.ONE - first.bestAsk()
                && change.bestAsk() == Price.ONE - first.bestBid();
    }
}
