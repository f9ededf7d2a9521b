package io.slipstream.worker.chain;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.ExchangeContract;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.engine.CursorMove;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.engine.ScanScope;
import io.slipstream.worker.engine.EngineInbox;
import io.slipstream.worker.engine.EpochNanos;
import io.slipstream.worker.node.DeliveryRace;
import io.slipstream.worker.node.LogFilter;
import io.slipstream.worker.node.RawLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** From logs that were read to the engine, and which logs are asked for. */
final class ScanHandover {

    private static final int MAKER = 2;
    private static final int TAKER = 3;
    /** Older blocks are read to catch up: no socket can be blamed for not pushing them. */
    private static final long BLOCKS_THAT_ARE_PUSHED = 20;

    private final List<ExchangeContract> exchanges;
    private final int filterThreshold;
    private final FillDecoder decoder;
    private final DeliveryRace race;
    private final Coverage coverage;
    private final KnownLogs known;
    private final UntimedBlocks untimed;
    private final EngineInbox inbox;
    private final EpochNanos nanos;

    /**
     * Hands over.
     *
     * @param filterThreshold most leaders that a node is asked to filter by; with more, all fills are taken and filtered here
     */
    ScanHandover(
            List<ExchangeContract> exchanges,
            int filterThreshold,
            FillDecoder decoder,
            DeliveryRace race,
            Coverage coverage,
            KnownLogs known,
            UntimedBlocks untimed,
            EngineInbox inbox,
            EpochNanos nanos) {
        this.exchanges = List.copyOf(exchanges);
        this.filterThreshold = filterThreshold;
        this.decoder = decoder;
        this.race = race;
        this.coverage = coverage;
        this.known = known;
        this.untimed = untimed;
        this.inbox = inbox;
        this.nanos = nanos;
    }

    /**
     * What to ask for to get every fill of these leaders in these blocks, and the orders that theirs met; nothing if there can
     * be none.
     */
    List<LogFilter> filters(Set<Address> leaders, long from, long to) {
        Set<Address> contracts = new HashSet<>();
        Set<String> events = new HashSet<>();
        for (ExchangeContract exchange : exchanges) {
            if (exchange.overlaps(from, to)) {
                contracts.add(exchange.address());
                events.add(exchange.layout().topic0());
            }
        }
        if (contracts.isEmpty() || leaders.isEmpty()) {
            return List.of();
        }
        return leaders.size() > filterThreshold
                ? List.of(LogFilter.of(contracts, events, MAKER, null))
                : List.of(
                        // first, so that a node pushes what an order met before what the order got
                        LogFilter.of(contracts, events, TAKER, leaders).optional(),
                        LogFilter.of(contracts, events, MAKER, leaders));
    }

    /** The exchanges' addresses. */
    Set<Address> contracts() {
        Set<Address> contracts = new HashSet<>();
        exchanges.forEach(exchange -> contracts.add(exchange.address()));
        return Set.copyOf(contracts);
    }

    /** The addresses of those that have fills in a block. */
    Set<Address> contractsAt(long block) {
        Set<Address> contracts = new HashSet<>();
        exchanges.stream()
                .filter(exchange -> exchange.isValidAt(block))
                .forEach(exchange -> contracts.add(exchange.address()));
        return Set.copyOf(contracts);
    }

    /**
     * Hands over what a piece holds.
     *
     * @param begin first block that counts; what is before it was read to compare
     * @param finalized last block that is final
     * @param remember whether these are the newest blocks, which are read again and pushed as well
     */
    void hand(
            RangeReader.Piece piece,
            ScanScope scope,
            long begin,
            long finalized,
            long head,
            List<CursorMove> moves,
            boolean remember) {
        List<LeaderFill> fills = new ArrayList<>();
        for (RawLog entry : FillDecoder.inOrder(piece.logs())) {
            if (entry.block() < begin) {
                continue;
            }
            List<LeaderFill> _ = decoder.hear(entry);
            LeaderFill fill = decoder.decode(entry);
            if (fill == null || !scope.covers(fill.exchange(), fill.leader())) {
                continue;
            }
            if (remember && head - fill.blockNumber() <= BLOCKS_THAT_ARE_PUSHED) {
                boolean _ = race.delivered(entry, piece.node().record());
            }
            if (coverage.wants(fill.exchange(), fill.leader(), fill.blockNumber())) {
                fills.add(fill);
                if (remember) {
                    known.add(fill);
                }
                if (fill.fillTimeNanos() == null) {
                    untimed.add(fill.blockHash());
                }
            }
        }
        fills.sort(Comparator.comparingLong(LeaderFill::blockNumber).thenComparingLong(LeaderFill::logIndex));
        send(fills, scope, Math.max(begin, piece.from()), Math.min(piece.to(), finalized), head, moves);
    }

    void send(List<LeaderFill> fills, ScanScope scope, long from, long finalizedTo, long head, List<CursorMove> moves) {
        inbox.put(new EngineEvent.RangeScanned(nanos.now(), scope, fills, from, finalizedTo, head, moves));
    }

    /** Tells how far somebody is read, with nothing else. */
    void tell(CursorMove move, long head) {
        send(List.of(), new ScanScope(move.exchanges(), move.leaders()), 1, 0, head, List.of(move));
    }
}
