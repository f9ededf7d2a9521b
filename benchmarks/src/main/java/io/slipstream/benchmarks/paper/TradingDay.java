package io.slipstream.benchmarks.paper;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.LiveBooks;
import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.engine.CursorMove;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.engine.ScanScope;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What enters an engine that keeps 1,000 books and follows 300 leaders, evenly spaced and the same in every run. Of 10,000 events
 * {@value #SNAPSHOTS} are whole books, as often as a worker with 300 events a second asks for each; {@value #TRADES} and their
 * prints are of trades; {@value #SILENCE} say that a line is alive or time has passed; the rest are changes, two levels or four
 * in a frame and 2.4 on average, as in the recording of live sports. A twentieth of the frames move the price. Leaders' fills come
 * on top, each with a scan that reads it again.
 */
final class TradingDay {

    static final int MARKETS = 500;

    private static final int LINES = 5;
    private static final int LEADERS = 300;
    private static final int ALL = 10_000;
    private static final int SNAPSHOTS = 370;
    private static final int TRADES = 150;
    private static final int SILENCE = 330;
    private static final int FILLS_BETWEEN_SCANS = 5;
    private static final int BLOCKS_TO_FINALITY = 5;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LAG_MILLIS = 20;
    private static final long PRICE_MICROS = 100;

    private final Random random = new Random(20_261_122);
    private final List<Market> markets = new ArrayList<>();
    private final Set<Address> leaders = new LinkedHashSet<>();
    private final List<Address> leaderList;
    private final Deque<EngineEvent> ready = new ArrayDeque<>();
    private final List<LeaderFill> unscanned = new ArrayList<>();
    private final long stepNanos;
    private final int eventsBetweenFills;
    private long atNanos;
    private long count;
    private long fills;
    private long scannedTo;

    /**
     * A day that begins with all books.
     *
     * @param beginNanos epoch nanoseconds
     * @param aSecond how many events
     * @param eventsBetweenFills of leaders
     */
    TradingDay(long beginNanos, int aSecond, int eventsBetweenFills) {
        this.atNanos = beginNanos;
        this.stepNanos = SECOND / aSecond;
        this.eventsBetweenFills = eventsBetweenFills;
        for (int i = 0; i < LEADERS; i++) {
            leaders.add(new Address("0x%040x".formatted(i + 1)));
        }
        leaderList = List.copyOf(leaders);
        for (int i = 0; i < MARKETS; i++) {
            markets.add(new Market(random));
        }
        scannedTo = block();
        open();
    }

    /** How many events until all books are there. */
    int opening() {
        return ready.size();
    }

    /** The next event; there is always one. */
    EngineEvent next() {
        if (ready.isEmpty()) {
            atNanos += stepNanos;
            count++;
            if (count % eventsBetweenFills == 0) {
                fill();
            } else {
                happen();
            }
        }
        return ready.remove();
    }

    private void open() {
        List<Instrument> instruments = new ArrayList<>();
        List<List<TokenId>> carried = new ArrayList<>();
        for (int line = 0; line < LINES; line++) {
            carried.add(new ArrayList<>());
        }
        for (int i = 0; i < MARKETS; i++) {
            instruments.addAll(markets.get(i).instruments());
            carried.get(i % LINES).addAll(markets.get(i).tokens());
        }
        ready.add(new EngineEvent.InstrumentsListed(atNanos, instruments));
        for (int line = 0; line < LINES; line++) {
            ready.add(new EngineEvent.MarketData(atNanos, line + 1, new BookUpdate.Carried(carried.get(line))));
        }
        for (int i = 0; i < MARKETS; i++) {
            for (int outcome = 0; outcome < 2; outcome++) {
                tell(i, markets.get(i).snapshot(outcome, millis()));
            }
        }
    }

    private void happen() {
        // some markets are busy, most are not
        double popularity = random.nextDouble();
        int number = (int) (popularity * popularity * MARKETS);
        Market market = markets.get(number);
        int kind = random.nextInt(ALL);
        if (kind < SNAPSHOTS) {
            int any = random.nextInt(MARKETS);
            BookUpdate.Snapshot book = markets.get(any).snapshot(random.nextInt(2), millis());
            ready.add(new EngineEvent.MarketData(atNanos, LiveBooks.ASKED, book.asked(atNanos - LAG_MILLIS * MILLI)));
        } else if (kind < SNAPSHOTS + TRADES) {
            market.trade(millis()).forEach(update -> tell(number, update));
        } else if (kind < SNAPSHOTS + TRADES + SILENCE) {
            ready.add(
                    random.nextBoolean()
                            ? new EngineEvent.TimePassed(atNanos)
                            : new EngineEvent.MarketData(atNanos, line(number), new BookUpdate.Heard()));
        } else if (random.nextInt(20) == 0) {
            tell(number, market.move(millis()));
        } else {
            tell(number, market.change(random.nextInt(20) < 3 ? 2 : 1, millis()));
        }
    }

    /** A leader has taken what was there, or has taken a part of it and wants more. */
    private void fill() {
        Market market = markets.get(random.nextInt(MARKETS));
        Side side = random.nextInt(4) == 0 ? Side.SELL : Side.BUY;
        LeaderFill fill = Copying.fill(
                ++fills,
                leaderList.get(random.nextInt(LEADERS)),
                block(),
                market.tokens().getFirst(),
                side,
                market.touch(side) * PRICE_MICROS,
                market.sizeAtTouch(side) * random.nextInt(1, 9) / 2,
                atNanos);
        ready.add(new EngineEvent.FillsDetected(atNanos, List.of(fill)));
        unscanned.add(fill);
        if (fills % FILLS_BETWEEN_SCANS == 0) {
            scan();
        }
    }

    private void scan() {
        Set<Address> exchanges = Set.of(Copying.EXCHANGE);
        long head = block();
        long finalTo = head - BLOCKS_TO_FINALITY;
        ready.add(new EngineEvent.RangeScanned(
                atNanos,
                new ScanScope(exchanges, leaders),
                List.copyOf(unscanned),
                scannedTo + 1,
                finalTo,
                head,
                List.of(new CursorMove(exchanges, leaders, "maker", head))));
        scannedTo = Math.max(scannedTo, finalTo);
        unscanned.removeIf(fill -> fill.blockNumber() <= finalTo);
    }

    private void tell(int market, BookUpdate update) {
        ready.add(new EngineEvent.MarketData(atNanos, line(market), update));
    }

    private static int line(int market) {
        return market % LINES + 1;
    }

    private long millis() {
        return atNanos / MILLI - LAG_MILLIS;
    }

    private long block() {
        return atNanos / (2 * SECOND);
    }
}
