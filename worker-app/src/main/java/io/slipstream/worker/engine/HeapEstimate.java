package io.slipstream.worker.engine;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.engine.Effect;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.engine.Relocation;
import java.util.List;

/**
 * About how many bytes of heap an event or a fact holds while it waits: texts as long as they are, and a round figure for each
 * object. Queues count their room with it.
 */
final class HeapEstimate {

    private static final long OBJECT = 200;
    private static final long FILL = 1_500;
    private static final long INSTRUMENT = 500;
    private static final long CHANGE = 64;
    private static final long LEVEL = 40;
    private static final long TAKER = 400;
    private static final long REFERENCE = 60;

    private HeapEstimate() {}

    static long of(EngineEvent event) {
        return OBJECT
                + switch (event) {
                    case EngineEvent.FillsDetected detected -> fills(detected.fills());
                    case EngineEvent.RowsRead read -> fills(read.fills());
                    // the leaders are one set for all scans
                    case EngineEvent.RangeScanned scanned ->
                        fills(scanned.fills()) + OBJECT * scanned.cursors().size();
                    case EngineEvent.FillsContradicted contradicted ->
                        fills(contradicted.missed()) + relocations(contradicted.corrections());
                    case EngineEvent.BlocksOrphaned orphaned ->
                        OBJECT * orphaned.blockHashes().size();
                    case EngineEvent.LogRejected log ->
                        log.reason().length() + log.payload().length();
                    case EngineEvent.MarketData data -> update(data.update());
                    case EngineEvent.InstrumentsListed listed ->
                        INSTRUMENT * listed.instruments().size();
                    case EngineEvent.TakersObserved observed ->
                        TAKER * observed.takers().size();
                    case EngineEvent.TradingEnded ended ->
                        REFERENCE * ended.tokenIds().size();
                    case EngineEvent.FillRemoved _,
                            EngineEvent.BlockTimed _,
                            EngineEvent.MarketResolved _,
                            EngineEvent.TimePassed _ -> 0;
                };
    }

    static long of(Effect.Fact fact) {
        return OBJECT
                + switch (fact) {
                    case Effect.FillObserved observed -> fill(observed.fill());
                    case Effect.FillCompleted completed -> fill(completed.onChain());
                    case Effect.FillSeenByRow seen -> fill(seen.row());
                    case Effect.FillsRelocated relocated -> relocations(relocated.relocations());
                    case Effect.FillsConfirmed confirmed ->
                        REFERENCE * confirmed.fillIds().size();
                    case Effect.LogRejected log ->
                        log.reason().length() + log.payload().length();
                    case Effect.BooksMeasured measured ->
                        OBJECT * (measured.books().size() + measured.gone().size());
                    default -> OBJECT;
                };
    }

    private static long update(BookUpdate update) {
        return switch (update) {
            case BookUpdate.Changes frame -> CHANGE * frame.changes().size();
            case BookUpdate.Snapshot snapshot ->
                LEVEL * (snapshot.bids().size() + snapshot.asks().size());
            default -> OBJECT;
        };
    }

    private static long fills(List<LeaderFill> fills) {
        return fills.stream().mapToLong(HeapEstimate::fill).sum();
    }

    private static long relocations(List<Relocation> relocations) {
        return relocations.stream().mapToLong(each -> fill(each.now())).sum();
    }

    private static long fill(LeaderFill fill) {
        return FILL + fill.payload().length();
    }
}
