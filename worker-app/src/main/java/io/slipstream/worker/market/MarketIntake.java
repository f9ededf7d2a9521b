package io.slipstream.worker.market;

import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.market.TokenId;
import io.slipstream.worker.engine.EpochNanos;
import io.slipstream.worker.feed.Feed;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From frames of the market socket to what the engine learns of them. */
final class MarketIntake {

    private static final Logger log = LoggerFactory.getLogger(MarketIntake.class);
    private static final int LOGGED_CHARACTERS = 500;
    private static final int MOST_TYPES = 100;
    private static final long PAUSE_NANOS = 1_000_000_000L;

    private final MarketFrameParser parser;
    private final Consumer<EngineEvent> engine;
    private final EpochNanos clock;
    private final MeterRegistry meters;
    private final Consequences consequences;
    private final AtomicLong toldNanos = new AtomicLong();
    private final Set<String> unknownTypes = ConcurrentHashMap.newKeySet();

    /** What follows beside what the engine learns. */
    interface Consequences {

        /** These books are needed anew. */
        void resync(List<TokenId> tokens);

        /** These tokens do not trade any more. */
        void ended(List<TokenId> tokens);

        /** Something about a market. */
        void news(MarketNews news);
    }

    MarketIntake(
            MarketFrameParser parser,
            Consumer<EngineEvent> engine,
            EpochNanos clock,
            MeterRegistry meters,
            Consequences consequences) {
        this.parser = parser;
        this.engine = engine;
        this.clock = clock;
        this.meters = meters;
        this.consequences = consequences;
    }

    /**
     * Takes a frame. One that cannot be read leaves no book of its line trusted: which of them lacks something cannot be told.
     *
     * @param tokens all that the line carries
     */
    void frame(String frame, int line, Feed feed, Supplier<List<TokenId>> tokens) {
        for (MarketEvent event : parser.parse(frame)) {
            if (event instanceof MarketEvent.Rejected rejected) {
                feed.failed("sent a malformed frame: " + rejected.reason());
                tell(rejected.reason(), frame);
                List<TokenId> all = tokens.get();
                update(line, new BookUpdate.Doubted(all, "a frame could not be read"));
                consequences.resync(all);
            }
            event(line, event);
        }
    }

    /** Takes a message that came over a line. */
    void event(int line, MarketEvent event) {
        switch (event) {
            case MarketEvent.Book book -> {
                count(book.update().getClass().getSimpleName());
                update(line, book.update());
            }
            case MarketEvent.Resolved resolved -> {
                // the message names a winner but no payouts: what a share pays is asked of the registry
                count("Resolved");
                engine.accept(new EngineEvent.TradingEnded(clock.now(), resolved.tokenIds()));
                consequences.ended(resolved.tokenIds());
                consequences.news(new MarketNews.Resolved(resolved.conditionId()));
            }
            case MarketEvent.Listed listed -> {
                count("Listed");
                consequences.news(new MarketNews.Listed(listed.conditionId()));
            }
            case MarketEvent.Ignored ignored -> {
                if (ignored.known()) {
                    count("ignored " + ignored.type());
                } else {
                    count("unknown");
                    tellOnce(ignored.type());
                }
            }
            case MarketEvent.Rejected _ -> count("rejected");
        }
    }

    /** Lets the engine know. */
    void update(int line, BookUpdate update) {
        engine.accept(new EngineEvent.MarketData(clock.now(), line, update));
    }

    /** At most one in a second: a server gone mad must not fill the disk. */
    private void tell(String reason, String frame) {
        long now = clock.now();
        long last = toldNanos.get();
        if (now - last >= PAUSE_NANOS && toldNanos.compareAndSet(last, now)) {
            log.warn("rejected a market frame: {}: {}", reason, shortened(frame));
        }
    }

    /** Unknown types are ignored, and worth a look. */
    private void tellOnce(String type) {
        if (unknownTypes.size() < MOST_TYPES && unknownTypes.add(shortened(type))) {
            log.warn("the market socket sends messages of a type that is not known here: \"{}\"", shortened(type));
        }
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), LOGGED_CHARACTERS));
    }

    private void count(String type) {
        meters.counter("slipstream.market.messages", "type", type).increment();
    }
}
