package io.slipstream.worker.chain;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.core.calibration.ObservedTaker;
import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.Decoded;
import io.slipstream.core.chain.EventLayout;
import io.slipstream.core.chain.ExchangeContract;
import io.slipstream.core.chain.OrderFill;
import io.slipstream.core.chain.OrderFilledDecoder;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.market.TokenId;
import io.slipstream.worker.engine.EngineInbox;
import io.slipstream.worker.engine.EpochNanos;
import io.slipstream.worker.node.BlockHeader;
import io.slipstream.worker.node.HeadChain;
import io.slipstream.worker.node.LogFilter;
import io.slipstream.worker.node.NodeRecord;
import io.slipstream.worker.node.NodeSocket;
import io.slipstream.worker.node.RawLog;
import io.slipstream.worker.source.FollowedLeaders;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells the engine what orders got that took: for measurement, after leaders' fills have had their way. The log of such an order
 * may be before a refund; the logs of the orders that it met stand before it and tell what it really traded. What is pushed is
 * enough: nothing of it is read again, no endpoint is judged by it, no cursor depends on it, and a node that does not push it
 * is as good as another. Several nodes and a reorg tell of one order several times; the engine takes it once.
 */
final class TakerIntake implements NodeSocket.Listener {

    private static final int TOPICS = 4;
    private static final int MAKER = 2;
    private static final int TAKER = 3;
    private static final int TOKEN_FROM = 66;
    private static final int TOKEN_TO = 130;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final NodeSocket.Listener fills;
    private final Map<String, ExchangeContract> exchanges = new HashMap<>();
    private final Counterparties counterparties = new Counterparties();
    private final FollowedLeaders followed;
    private final @Nullable Predicate<TokenId> observed;
    private final HeadChain heads;
    private final EngineInbox inbox;
    private final EpochNanos nanos;
    private final Counter handed;
    private final Counter dropped;

    /**
     * Comes after another listener.
     *
     * @param fills told of everything first
     * @param observed the tokens in which everybody's orders are told of; null if only leaders' are
     */
    TakerIntake(
            NodeSocket.Listener fills,
            List<ExchangeContract> exchanges,
            FollowedLeaders followed,
            @Nullable Predicate<TokenId> observed,
            HeadChain heads,
            EngineInbox inbox,
            EpochNanos nanos,
            MeterRegistry meters) {
        this.fills = fills;
        exchanges.stream()
                .filter(exchange -> exchange.layout() == EventLayout.V2)
                .forEach(exchange -> this.exchanges.put(exchange.address().hex(), exchange));
        this.followed = followed;
        this.observed = observed;
        this.heads = heads;
        this.inbox = inbox;
        this.nanos = nanos;
        this.handed = meters.counter("slipstream.calibration.handed");
        this.dropped = meters.counter("slipstream.calibration.dropped");
    }

    /** What to ask nodes for to be told of everybody's orders from a block on: all fills, as each match is told by all its logs. */
    List<LogFilter> filters(long fromBlock) {
        Set<Address> contracts = new TreeSet<>();
        exchanges.values().stream()
                .filter(exchange -> exchange.overlaps(fromBlock, ExchangeContract.OPEN))
                .forEach(exchange -> contracts.add(exchange.address()));
        if (observed == null || contracts.isEmpty()) {
            return List.of();
        }
        return List.of(LogFilter.of(contracts, Set.of(EventLayout.V2.topic0()), MAKER, null)
                .optional());
    }

    @Override
    public void onLog(NodeRecord by, RawLog entry) {
        fills.onLog(by, entry);
        ExchangeContract exchange = exchangeOf(entry);
        if (exchange == null || entry.removed()) {
            return;
        }
        if (!entry.topic(TAKER).equalsIgnoreCase(exchange.address().toTopic())) {
            OrderFill met = decode(entry, exchange);
            if (met != null) {
                counterparties.add(met);
            }
            return;
        }
        boolean leader = followed.ofTopic(entry.topic(MAKER).toLowerCase(Locale.ROOT)) != null;
        if (leader || isObserved(entry)) {
            hand(entry, exchange, leader);
        }
    }

    private @Nullable ExchangeContract exchangeOf(RawLog entry) {
        String address = entry.address();
        return address == null || entry.topics().size() != TOPICS
                ? null
                : exchanges.get(address.toLowerCase(Locale.ROOT));
    }

    /** Looks at nothing but the token: most of what is pushed is in tokens that nobody asks about. */
    private boolean isObserved(RawLog entry) {
        String data = entry.data();
        if (observed == null || data == null || data.length() < TOKEN_TO) {
            return false;
        }
        try {
            return observed.test(TokenId.of(new BigInteger(data.substring(TOKEN_FROM, TOKEN_TO), 16)));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private void hand(RawLog entry, ExchangeContract exchange, boolean leader) {
        OrderFill fill = decode(entry, exchange);
        if (fill != null && !fill.combo()) {
            Long seconds = fill.log().blockTimestampSeconds();
            Long time = seconds == null ? heads.timeOf(fill.log().blockHash()) : seconds;
            ObservedTaker taker = ObservedTaker.of(
                    fill, counterparties.traded(fill), time == null ? null : time * NANOS_PER_SECOND, leader);
            boolean taken = inbox.offer(new EngineEvent.TakersObserved(nanos.now(), List.of(taker)));
            (taken ? handed : dropped).increment();
        }
    }

    /** Null if it is no fill: a leader's is recorded by whom it concerns. */
    private static @Nullable OrderFill decode(RawLog entry, ExchangeContract exchange) {
        try {
            return OrderFilledDecoder.decode(entry.toChainLog(), exchange) instanceof Decoded.Fill(OrderFill fill)
                    ? fill
                    : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    @Override
    public void onSubscribed() {
        fills.onSubscribed();
    }

    @Override
    public void onHead(NodeRecord by, BlockHeader head) {
        fills.onHead(by, head);
    }

    @Override
    public void onLost(NodeRecord by) {
        fills.onLost(by);
    }
}
