package io.slipstream.worker.engine;

import static io.slipstream.core.engine.Fixtures.NO;
import static io.slipstream.core.engine.Fixtures.YES;
import static io.slipstream.core.engine.Fixtures.fill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** What waits for the engine, and what of it waits for room. */
@Timeout(20)
class EngineInboxTest {

    private static final int LINE = 1;
    private static final int ROOM = 8;
    private static final long MILLI = 1_000_000L;

    private final EngineInbox inbox = new EngineInbox(EngineInbox.CAPACITY, ROOM);
    private long millis = 1_000;

    /** Nobody takes anything, and more books come than there is room for: a leader's fill is taken in behind them at once. */
    @Test
    void doesNotHoldUpAFillWhileItIsFullOfBooks() throws InterruptedException {
        for (int market = 0; market < 100; market++) {
            inbox.put(frame(TokenId.of("1" + market), TokenId.of("2" + market), 100));
        }
        EngineEvent fills = new EngineEvent.FillsDetected(millis * MILLI, List.of(fill(1, Side.BUY, "10", "0.5")));
        inbox.put(fills);
        List<EngineEvent> taken = takeAll();
        assertThat(taken).hasSize(101).endsWith(fills);
        assertThat(updates(taken, BookUpdate.Changes.class)).hasSize(ROOM);
        assertThat(updates(taken, BookUpdate.Doubted.class)).hasSize(92);
        assertThat(inbox.doubted()).isEqualTo(92);
    }

    @Test
    void lengthensADoubtThatWaits() throws InterruptedException {
        fillUp();
        inbox.put(frame(YES, NO, 1));
        inbox.put(frame(YES, NO, 2));
        assertThat(updates(takeAll(), BookUpdate.Doubted.class))
                .containsExactly(new BookUpdate.Doubted(List.of(YES, NO), "the engine could not keep up", millis));
        assertThat(inbox.lost()).isEqualTo(2);
    }

    /** What is only measured takes no room that fills may need. */
    @Test
    void leavesMeasurementsOutOnceItIsHalfFull() throws Exception {
        EngineInbox small = new EngineInbox(4, 4);
        EngineEvent measurement = new EngineEvent.TakersObserved(1, List.of());
        assertThat(small.offer(measurement)).isTrue();
        assertThat(small.offer(measurement)).isTrue();
        assertThat(small.offer(measurement)).as("half of its room is taken").isFalse();
        assertThat(small.poll(Duration.ZERO)).isEqualTo(measurement);
        assertThat(small.offer(measurement)).isTrue();
    }

    /** While the engine keeps up, every frame comes as it came. */
    @Test
    void mergesNothingWithoutNeed() throws InterruptedException {
        List<EngineEvent> put = new ArrayList<>();
        for (int i = 0; i < ROOM / 2; i++) {
            put.add(frame(YES, NO, i));
        }
        put.forEach(inbox::put);
        assertThat(takeAll()).isEqualTo(put);
    }

    @Test
    void mergesFramesOfAMarketWhileItIsHalfFull() throws InterruptedException {
        fillHalf();
        inbox.put(frame(YES, NO, 1));
        inbox.put(frame(TokenId.of("901"), TokenId.of("902"), 7));
        inbox.put(frame(YES, NO, 2));
        List<BookUpdate.Changes> frames = updates(takeAll(), BookUpdate.Changes.class);
        assertThat(frames).hasSize(ROOM / 2 + 2);
        assertThat(frames.getLast().changes())
                .extracting(BookUpdate.Change::sizeMicros)
                .containsExactly(2L, 2L);
        assertThat(frames.getLast().merged()).isEqualTo(new BookUpdate.Merged((millis - 2) * MILLI, millis - 2));
        assertThat(inbox.merged()).isOne();
    }

    @Test
    void mergesNothingAcrossWhatMustMeetTheBookBefore() throws InterruptedException {
        List<EngineEvent> between = List.of(
                data(new BookUpdate.Print(NO, Side.BUY, 5_000, 1, millis)),
                data(new BookUpdate.Snapshot(YES, List.of(), List.of(), null, millis, BookUpdate.PUSHED)),
                data(new BookUpdate.Doubted(List.of(NO), "a frame could not be read")),
                new EngineEvent.BlockTimed(millis * MILLI, "0xb", 1));
        for (EngineEvent event : between) {
            fillHalf();
            EngineEvent before = frame(YES, NO, 1);
            EngineEvent after = frame(YES, NO, 2);
            inbox.put(before);
            inbox.put(event);
            inbox.put(after);
            assertThat(takeAll()).endsWith(before, event, after);
        }
    }

    /** A change of one outcome alone may not be overtaken by an earlier one of both. */
    @Test
    void mergesNothingAcrossAFrameOfOtherTokens() throws InterruptedException {
        fillHalf();
        EngineEvent first = frame(YES, NO, 1);
        EngineEvent ofOne = data(
                new BookUpdate.Changes(List.of(new BookUpdate.Change(YES, Side.BUY, 4_000, 9, 4_000, 6_000)), millis));
        EngineEvent last = frame(YES, NO, 2);
        inbox.put(first);
        inbox.put(ofOne);
        inbox.put(last);
        assertThat(takeAll()).endsWith(first, ofOne, last);
    }

    @Test
    void mergesNothingOverALongWhile() throws InterruptedException {
        fillHalf();
        EngineEvent first = frame(YES, NO, 1);
        millis += WaitingBooks.LONGEST_SPAN.toMillis();
        EngineEvent second = frame(YES, NO, 2);
        inbox.put(first);
        inbox.put(second);
        assertThat(takeAll()).endsWith(first, second);
    }

    /** Trades and fills are never dropped: whoever brings too many of them waits, and nobody else. */
    @Test
    void letsASourceWaitForRoomAmongItsOwnKind() throws InterruptedException {
        EngineInbox small = new EngineInbox(1, ROOM);
        EngineEvent first = new EngineEvent.BlockTimed(1, "0x1", 1);
        EngineEvent second = new EngineEvent.BlockTimed(2, "0x2", 2);
        EngineEvent print = data(new BookUpdate.Print(YES, Side.BUY, 5_000, 1, millis));
        small.put(first);
        Thread source = Thread.ofPlatform().daemon().start(() -> small.put(second));
        await().until(() -> source.getState() == Thread.State.WAITING);
        small.put(print);
        assertThat(small.poll(Duration.ZERO)).isEqualTo(first);
        source.join();
        assertThat(small.poll(Duration.ZERO)).isEqualTo(print);
        assertThat(small.poll(Duration.ZERO)).isEqualTo(second);
        assertThat(small.poll(Duration.ZERO)).isNull();
    }

    /** Few events that are large take all room, as many small ones do; one that is larger than all room still goes in. */
    @Test
    void countsRoomByBytesToo() throws InterruptedException {
        EngineInbox small = new EngineInbox(1_024, ROOM);
        EngineEvent large = new EngineEvent.LogRejected(1, "polygon", "too long", "x".repeat(2 << 20));
        EngineEvent next = new EngineEvent.LogRejected(2, "polygon", "too long", "y".repeat(600 << 10));
        EngineEvent last = new EngineEvent.LogRejected(3, "polygon", "too long", "z".repeat(600 << 10));
        small.put(large);
        Thread source = Thread.ofPlatform().daemon().start(() -> {
            small.put(next);
            small.put(last);
            small.put(last);
        });
        await().until(() -> source.getState() == Thread.State.WAITING);
        assertThat(small.depth()).isOne();
        assertThat(small.poll(Duration.ZERO)).isEqualTo(large);
        await().until(() -> small.depth() == 2 && source.getState() == Thread.State.WAITING);
        assertThat(small.poll(Duration.ZERO)).isEqualTo(next);
        source.join();
        assertThat(small.depth()).isEqualTo(2);
    }

    @Test
    void saysOnceThatTheEngineCannotKeepUpAndOnceThatItCanAgain() throws InterruptedException {
        Logger logger = (Logger) LoggerFactory.getLogger(InboxPressure.class);
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        logger.addAppender(said);
        try {
            fillUp();
            inbox.put(frame(YES, NO, 1));
            takeAll();
        } finally {
            logger.detachAppender(said);
        }
        assertThat(said.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN, Level.INFO);
        assertThat(said.list.getLast().getFormattedMessage())
                .contains("0 frames came with others, 1 updates found no room, for which 1 books");
    }

    private void fillHalf() {
        fillWith(ROOM / 2);
    }

    private void fillUp() {
        fillWith(ROOM);
    }

    private void fillWith(int books) {
        for (int i = 0; i < books; i++) {
            inbox.put(frame(TokenId.of("3" + i), TokenId.of("4" + i), 5));
        }
    }

    private EngineEvent frame(TokenId yes, TokenId no, long size) {
        millis++;
        return data(new BookUpdate.Changes(
                List.of(
                        new BookUpdate.Change(yes, Side.BUY, 4_000, size, 4_000, 6_000),
                        new BookUpdate.Change(no, Side.SELL, 6_000, size, 4_000, 6_000)),
                millis));
    }

    private EngineEvent data(BookUpdate update) {
        return new EngineEvent.MarketData(millis * MILLI, LINE, update);
    }

    private List<EngineEvent> takeAll() throws InterruptedException {
        List<EngineEvent> taken = new ArrayList<>();
        for (@Nullable EngineEvent event = inbox.poll(Duration.ZERO);
                event != null;
                event = inbox.poll(Duration.ZERO)) {
            taken.add(event);
        }
        return taken;
    }

    private static <T extends BookUpdate> List<T> updates(List<EngineEvent> events, Class<T> type) {
        return events.stream()
                .filter(EngineEvent.MarketData.class::isInstance)
                .map(event -> ((EngineEvent.MarketData) event).update())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
