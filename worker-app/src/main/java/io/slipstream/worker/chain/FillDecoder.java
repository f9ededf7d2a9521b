package io.slipstream.worker.chain;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.ChainLog;
import io.slipstream.core.chain.Decoded;
import io.slipstream.core.chain.ExchangeContract;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.chain.OrderFilledDecoder;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.worker.engine.EngineInbox;
import io.slipstream.worker.engine.EpochNanos;
import io.slipstream.worker.node.HeadChain;
import io.slipstream.worker.node.RawLog;
import io.slipstream.worker.source.FollowedLeaders;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a node's log to a leader's fill. Whoever is not followed costs one lookup. Whatever is malformed is recorded and
 * stops nothing; beyond {@value #RECORDED_A_MINUTE} a minute it is only counted.
 */
final class FillDecoder {

    /** The source's name in stored fills. */
    static final String SOURCE = "polygon";

    private static final Logger log = LoggerFactory.getLogger(FillDecoder.class);
    private static final int RECORDED_A_MINUTE = 600;
    private static final int RECORDED_CHARACTERS = 4_000;
    private static final int REJECTED_REMEMBERED = 1_000;
    private static final int TOPICS = 4;
    private static final int MAKER = 2;
    private static final int TAKER = 3;
    private static final Comparator<RawLog> CHAIN =
            Comparator.comparingLong(RawLog::block).thenComparingLong(RawLog::logIndexOrNone);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long SECONDS_PER_MINUTE = 60;

    private final Map<String, ExchangeContract> exchanges = new HashMap<>();
    private final Counterparties counterparties = new Counterparties();
    private final FollowedLeaders leaders;
    private final HeadChain heads;
    private final EngineInbox inbox;
    private final InstantSource clock;
    private final EpochNanos nanos;
    private final Counter rejected;
    private final Map<String, Boolean> rejectedBefore = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REJECTED_REMEMBERED;
        }
    };
    private long minute;
    private int recordedThisMinute;

    FillDecoder(
            List<ExchangeContract> exchanges,
            FollowedLeaders leaders,
            HeadChain heads,
            EngineInbox inbox,
            InstantSource clock,
            EpochNanos nanos,
            MeterRegistry meters) {
        for (ExchangeContract exchange : exchanges) {
            this.exchanges.put(exchange.address().hex(), exchange);
        }
        this.leaders = leaders;
        this.heads = heads;
        this.inbox = inbox;
        this.clock = clock;
        this.nanos = nanos;
        this.rejected = meters.counter("slipstream.logs.rejected");
    }

    /** Whose fill a log is, by its maker topic (protocol reference 1.3); null if of nobody who is followed. */
    @Nullable
    Address leaderOf(RawLog entry) {
        return entry.topics().size() == TOPICS ? leaders.ofTopic(lower(entry.topic(MAKER))) : null;
    }

    /**
     * Logs that were read, in the order of the chain: what a leader's order met comes before what that order got. Where one
     * leader's order met another's, two filters let its log through: it is there once.
     */
    static List<RawLog> inOrder(List<RawLog> logs) {
        Set<String> seen = new HashSet<>();
        return logs.stream()
                .filter(entry -> seen.add(entry.place()))
                .sorted(CHAIN)
                .toList();
    }

    /**
     * Looks whether a log is of an order that a leader's order met. Returns the leaders' fills, told of before, of which it
     * tells what was really traded.
     */
    List<LeaderFill> hear(RawLog entry) {
        if (entry.removed() || entry.topics().size() != TOPICS || leaders.ofTopic(lower(entry.topic(TAKER))) == null) {
            return List.of();
        }
        ExchangeContract exchange = exchangeOf(entry.address());
        if (exchange == null) {
            return List.of();
        }
        try {
            return OrderFilledDecoder.decode(entry.toChainLog(), exchange) instanceof Decoded.Fill(var fill)
                    ? counterparties.add(fill)
                    : List.of();
        } catch (IllegalArgumentException _) {
            return List.of(); // whoever's log it is, it tells nothing
        }
    }

    /** A fill of a leader, null if the log is another's, of another contract, or malformed. */
    @Nullable
    LeaderFill decode(RawLog entry) {
        ExchangeContract exchange = exchangeOf(entry.address());
        if (exchange == null || (entry.topics().size() == TOPICS && leaderOf(entry) == null)) {
            return null;
        }
        ChainLog chainLog;
        try {
            chainLog = entry.toChainLog();
        } catch (IllegalArgumentException e) {
            reject(entry, String.valueOf(e.getMessage()));
            return null;
        }
        return switch (OrderFilledDecoder.decode(chainLog, exchange)) {
            case Decoded.Rejected no -> {
                reject(entry, no.reason());
                yield null;
            }
            case Decoded.Fill yes -> {
                Instant now = clock.instant();
                LeaderFill fill = LeaderFill.of(
                        UuidCreator.getTimeOrderedEpoch(now),
                        SOURCE,
                        yes.fill(),
                        now.getEpochSecond() * NANOS_PER_SECOND + now.getNano(),
                        entry.payload());
                fill = counterparties.price(fill, yes.fill());
                yield fill.fillTimeNanos() == null ? timed(fill) : fill;
            }
        };
    }

    private LeaderFill timed(LeaderFill fill) {
        Long seconds = heads.timeOf(fill.blockHash());
        return seconds == null ? fill : fill.at(seconds * NANOS_PER_SECOND);
    }

    private @Nullable ExchangeContract exchangeOf(@Nullable String address) {
        if (address == null) {
            return null;
        }
        ExchangeContract exchange = exchanges.get(address);
        return exchange == null ? exchanges.get(lower(address)) : exchange;
    }

    /** Every node and every reading delivers the same log: it counts once. */
    private void reject(RawLog entry, String reason) {
        if (!isNews(entry)) {
            return;
        }
        rejected.increment();
        if (!mayRecord()) {
            return;
        }
        String payload = entry.payload();
        String shown = payload.substring(0, Math.min(payload.length(), RECORDED_CHARACTERS));
        log.warn("rejected a log: {}: {}", reason, shown);
        inbox.put(new EngineEvent.LogRejected(nanos.now(), SOURCE, reason, shown));
    }

    private synchronized boolean isNews(RawLog entry) {
        return rejectedBefore.put(entry.place() + entry.data(), true) == null;
    }

    private synchronized boolean mayRecord() {
        long now = clock.instant().getEpochSecond() / SECONDS_PER_MINUTE;
        if (now != minute) {
            minute = now;
            recordedThisMinute = 0;
        }
        return ++recordedThisMinute <= RECORDED_A_MINUTE;
    }

    /** Nodes write lower case; one that does not is understood too. */
    private static String lower(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 'A' && text.charAt(i) <= 'Z') {
                return text.toLowerCase(Locale.ROOT);
            }
        }
        return text;
    }
}
