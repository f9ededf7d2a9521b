package io.slipstream.worker.session;

import static io.slipstream.core.engine.Fixtures.LEADER;
import static io.slipstream.core.engine.Fixtures.NO;
import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.YES;
import static io.slipstream.core.engine.Fixtures.fill;
import static io.slipstream.core.engine.Fixtures.instrument;
import static io.slipstream.core.engine.Fixtures.untimed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.book.Level;
import io.slipstream.core.calibration.ObservedTaker;
import io.slipstream.core.chain.Address;
import io.slipstream.core.engine.CursorMove;
import io.slipstream.core.engine.Disproof;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.engine.Relocation;
import io.slipstream.core.engine.ScanScope;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Tick;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Events written and read again. */
class EventFormatTest {

    private static final Address OTHER = new Address("0x" + "bb".repeat(20));
    private static final Set<Address> BOTH = Set.of(LEADER, OTHER);
    private static final TokenId LARGEST = TokenId.of(BigInteger.TWO.pow(256).subtract(BigInteger.ONE));

    private final Random random = new Random(20_261_122);

    @Test
    void readsWhatWasWritten() {
        List<EngineEvent> events = oneOfEach();
        assertThat(events.stream().map(EngineEvent::getClass).distinct())
                .as("every kind of event")
                .hasSameSizeAs(EngineEvent.class.getPermittedSubclasses());
        assertThat(updates(events)).as("every kind of update").hasSameSizeAs(BookUpdate.class.getPermittedSubclasses());
        assertThat(again(events, 1)).isEqualTo(events);
        assertThat(again(events, events.size())).isEqualTo(events);
    }

    @Test
    void readsRandomMarketData() {
        List<EngineEvent> events = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            events.add(new EngineEvent.MarketData(random.nextLong(), random.nextInt(), update()));
        }
        assertThat(again(events, 100)).isEqualTo(events);
    }

    /** Markets live for minutes and a session for months: numbers begin anew, and everything can be read. */
    @Test
    void forgetsTokensWhenThereWereMany() {
        List<EngineEvent> events = new ArrayList<>();
        for (int i = 0; i < 2 * EventWriter.MOST_TOKENS + 5; i++) {
            TokenId tokenId = TokenId.of(BigInteger.valueOf(1 + i));
            events.add(new EngineEvent.MarketData(i, 1, new BookUpdate.Top(tokenId, 4_000, 6_000, i)));
        }
        events.add(scan(BOTH));
        assertThat(again(events, 1_000)).isEqualTo(events);
    }

    /** Whoever is followed is named in every scan: a hundred thousand of them are written once. */
    @Test
    void writesASetOfLeadersOnce() {
        EventWriter writer = new EventWriter(SessionJson.mapper());
        Set<Address> leaders = Set.copyOf(IntStream.range(0, 10_000)
                .mapToObj("0x%040x"::formatted)
                .map(Address::new)
                .toList());
        writer.write(scan(leaders));
        assertThat(writer.take().length).isGreaterThan(10_000 * 40);
        writer.write(scan(leaders));
        writer.write(scan(Set.copyOf(leaders)));
        assertThat(writer.take().length).isLessThan(2_000);
    }

    @Test
    void refusesWhatAreNoEvents() {
        EventReader reader = new EventReader(SessionJson.mapper(), new SeenTokens());
        reader.give(ByteBuffer.wrap(new byte[] {EventFormat.PRINT, 1, 2, 3}));
        assertThatThrownBy(reader::next)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no events");
        EventReader other = new EventReader(SessionJson.mapper(), new SeenTokens());
        other.give(ByteBuffer.wrap(new byte[100]));
        assertThatThrownBy(other::next).hasMessageContaining("kind 0");
    }

    private static List<Class<?>> updates(List<EngineEvent> events) {
        List<Class<?>> kinds = new ArrayList<>();
        for (EngineEvent event : events) {
            if (event instanceof EngineEvent.MarketData data
                    && !kinds.contains(data.update().getClass())) {
                kinds.add(data.update().getClass());
            }
        }
        return kinds;
    }

    private static List<EngineEvent> again(List<EngineEvent> events, int atOnce) {
        EventWriter writer = new EventWriter(SessionJson.mapper());
        EventReader reader = new EventReader(SessionJson.mapper(), new SeenTokens());
        List<EngineEvent> read = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            writer.write(events.get(i));
            if (i % atOnce == atOnce - 1 || i == events.size() - 1) {
                reader.give(ByteBuffer.wrap(writer.take()));
                while (reader.hasNext()) {
                    read.add(reader.next());
                }
            }
        }
        return read;
    }

    private static EngineEvent scan(Set<Address> leaders) {
        ScanScope scope = new ScanScope(Set.of(OTHER), leaders);
        CursorMove move = new CursorMove(Set.of(OTHER), leaders, "maker", 12);
        return new EngineEvent.RangeScanned(NOON, scope, List.of(), 10, 12, 14, List.of(move));
    }

    private static List<EngineEvent> oneOfEach() {
        List<EngineEvent> events = new ArrayList<>(List.of(
                new EngineEvent.FillsDetected(
                        NOON, List.of(fill(1, Side.BUY, "12.34", "0.56"), untimed(fill(2, Side.SELL, "1", "0.99")))),
                new EngineEvent.RowsRead(NOON + 1, LEADER, List.of(fill(3, Side.BUY, "5", "0.5")), 1_795_000_000),
                scan(BOTH),
                new EngineEvent.FillsContradicted(
                        NOON + 2,
                        List.of(fill(2, Side.BUY, "10", "0.5")),
                        List.of(new Relocation(new UUID(1, 2), fill(1, Side.BUY, "10", "0.5"))),
                        List.of(new Disproof(new UUID(3, 4), "o")),
                        14),
                new EngineEvent.FillRemoved(NOON + 2, "o", "s"),
                new EngineEvent.BlocksOrphaned(NOON + 3, Set.of("0xb1", "0xb2")),
                new EngineEvent.BlockTimed(NOON + 4, "0xb1", NOON),
                new EngineEvent.LogRejected(NOON + 5, "polygon", "amounts of zero: \"0x0\"", "{\"ä\":1}"),
                new EngineEvent.InstrumentsListed(NOON + 6, List.of(instrument(YES), instrument(NO))),
                new EngineEvent.MarketResolved(NOON + 7, "0xc1", Map.of(YES, 1_000_000L, NO, 0L)),
                new EngineEvent.TradingEnded(NOON + 8, List.of(YES, LARGEST)),
                new EngineEvent.TakersObserved(
                        NOON + 9,
                        List.of(new ObservedTaker(
                                "0xt", "0xo", YES, Side.BUY, 10_000_000, 4_900_000, 150_000, null, false, true))),
                new EngineEvent.TimePassed(NOON + 9)));
        List<BookUpdate> updates = List.of(
                new BookUpdate.Snapshot(
                        YES, List.of(new Level(5_000, 1)), List.of(), new Tick(100), 1_795_000_000_000L, NOON),
                new BookUpdate.Snapshot(
                        LARGEST, List.of(), List.of(new Level(10_000, Long.MAX_VALUE)), null, 1, BookUpdate.PUSHED),
                new BookUpdate.Changes(
                        List.of(
                                new BookUpdate.Change(YES, Side.BUY, 4_900, 10_000_000, 4_900, 5_100),
                                new BookUpdate.Change(NO, Side.SELL, 1, 0, -1, -1)),
                        1_795_000_000_001L),
                new BookUpdate.Changes(
                        List.of(new BookUpdate.Change(YES, Side.BUY, 4_900, 10_000_000, 4_900, 5_100)),
                        1_795_000_000_001L,
                        new BookUpdate.Merged(NOON - 5, 1_794_999_999_999L)),
                new BookUpdate.Print(NO, Side.SELL, 5_100, 219_217_767, 1_795_000_000_002L),
                new BookUpdate.Top(YES, 4_900, 5_100, 1_795_000_000_002L),
                new BookUpdate.TickChanged(YES, new Tick(10), 1_795_000_000_003L),
                new BookUpdate.Carried(List.of(YES, NO)),
                new BookUpdate.Interrupted(List.of(YES), "cut"),
                new BookUpdate.Dropped(List.of(NO)),
                new BookUpdate.Doubted(List.of(NO), "garbage"),
                new BookUpdate.Doubted(List.of(NO), "no room", 1_795_000_000_003L),
                new BookUpdate.Released(List.of(NO)),
                new BookUpdate.Top(YES, 0, 10_000, 1_795_000_000_004L),
                new BookUpdate.Heard());
        updates.forEach(update -> events.add(new EngineEvent.MarketData(NOON + 10, 3, update)));
        return events;
    }

    private BookUpdate update() {
        return switch (random.nextInt(4)) {
            case 0 ->
                new BookUpdate.Changes(
                        IntStream.range(0, random.nextInt(5))
                                .mapToObj(_ -> new BookUpdate.Change(
                                        token(), side(), price(), random.nextLong(), price(), random.nextInt(2) - 1))
                                .toList(),
                        random.nextLong(),
                        random.nextBoolean() ? new BookUpdate.Merged(random.nextLong(), random.nextLong()) : null);
            case 1 -> new BookUpdate.Print(token(), side(), price(), random.nextLong(), random.nextLong());
            case 2 ->
                new BookUpdate.Snapshot(
                        token(),
                        levels(),
                        levels(),
                        random.nextBoolean() ? new Tick(1 + random.nextInt(1_000)) : null,
                        random.nextLong(),
                        random.nextLong());
            default -> new BookUpdate.Heard();
        };
    }

    private List<Level> levels() {
        return IntStream.range(0, random.nextInt(200))
                .mapToObj(_ -> new Level(price(), random.nextLong()))
                .toList();
    }

    private TokenId token() {
        return TokenId.of(BigInteger.valueOf(1 + random.nextInt(500)).shiftLeft(random.nextInt(2) * 240));
    }

    private Side side() {
        return random.nextBoolean() ? Side.BUY : Side.SELL;
    }

    private int price() {
        return random.nextInt(10_001);
    }
}
