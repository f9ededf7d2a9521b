package io.slipstream.persistence;

import com.github.f4b6a3.uuid.UuidCreator;
import io.slipstream.benchmarks.wire.LogText;
import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.Decoded;
import io.slipstream.core.chain.ExchangeContract;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.chain.OrderFilledDecoder;
import io.slipstream.core.engine.Cursor;
import io.slipstream.core.engine.CursorMove;
import io.slipstream.core.engine.Effect;
import io.slipstream.worker.node.FrameReader;
import io.slipstream.worker.node.RpcException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** Fills as the watcher makes them of a node's logs, payloads included, and the facts that the engine makes of those. */
final class SampleFills {

    private static final int FILLS_A_BLOCK = 100;
    private static final int NANOS_APART = 500_000;

    private SampleFills() {}

    /** So many fills of these leaders in turn, half a millisecond apart. */
    static List<LeaderFill> of(int count, List<Address> leaders, Instant from) throws RpcException {
        ExchangeContract exchange = ExchangeContract.venue().get(2);
        FrameReader reader = new FrameReader(new JsonMapper());
        LogText text = LogText.plain();
        List<LeaderFill> fills = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            text.of(number, leaders.get(number % leaders.size()), LogText.FIRST_BLOCK + number / FILLS_A_BLOCK);
            var log = reader.logs("{\"result\":[" + text.string() + "]}").getFirst();
            Instant at = from.plusNanos((long) number * NANOS_APART);
            if (OrderFilledDecoder.decode(log.toChainLog(), exchange) instanceof Decoded.Fill decoded) {
                fills.add(LeaderFill.of(
                        UuidCreator.getTimeOrderedEpoch(at), "polygon", decoded.fill(), Nanos.of(at), log.payload()));
            }
        }
        return fills;
    }

    /** Fills one after the other and then one move of everybody's cursor, as when the newest blocks are read. */
    static List<Effect.Fact> movingOnce(List<LeaderFill> fills, List<Address> leaders) {
        List<Effect.Fact> facts = new ArrayList<>();
        fills.forEach(fill -> facts.add(new Effect.FillObserved(fill, null)));
        facts.add(moved(fills.getLast(), Set.copyOf(leaders)));
        return facts;
    }

    /** Every fill with a move of everybody's cursor behind it, as when pieces of the past hold one fill each. */
    static List<Effect.Fact> movingAlways(List<LeaderFill> fills, List<Address> leaders) {
        List<Effect.Fact> facts = new ArrayList<>();
        Set<Address> all = Set.copyOf(leaders);
        for (LeaderFill fill : fills) {
            facts.add(new Effect.FillObserved(fill, null));
            facts.add(moved(fill, all));
        }
        return facts;
    }

    private static Effect.CursorsMoved moved(LeaderFill fill, Set<Address> leaders) {
        return new Effect.CursorsMoved(
                new CursorMove(Set.of(fill.exchange()), leaders, Cursor.MAKER_TOPIC, fill.blockNumber()),
                fill.detectedAtNanos());
    }
}
