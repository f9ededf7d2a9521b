package io.slipstream.worker.chain;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.ChainLog;
import io.slipstream.core.chain.Decoded;
import io.slipstream.core.chain.EventLayout;
import io.slipstream.core.chain.ExchangeContract;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.chain.OrderFilledDecoder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** From a node's log to a leader's fill. Whatever is malformed is counted and logged, and stops nothing. */
final class FillDecoder {

    private static final Logger log = LoggerFactory.getLogger(FillDecoder.class);
    private static final int LOGGED_CHARACTERS = 2_000;

    private final Map<Address, EventLayout> layouts = new HashMap<>();
    private final Set<Address> leaders;
    private final Counter rejected;

    FillDecoder(List<ExchangeContract> exchanges, Set<Address> leaders, MeterRegistry meters) {
        exchanges.forEach(exchange -> layouts.put(exchange.address(), exchange.layout()));
        this.leaders = Set.copyOf(leaders);
        this.rejected = meters.counter("slipstream.logs.rejected");
    }

    /** A fill of a leader, or nothing if the log is another's, of another contract, or malformed. */
    Optional<LeaderFill> decode(JsonNode node, Instant detectedAt) {
        ChainLog chainLog;
        try {
            chainLog = RpcJson.log(node);
        } catch (IllegalArgumentException e) {
            return reject(node, String.valueOf(e.getMessage()));
        }
        EventLayout layout = layouts.get(chainLog.address());
        if (layout == null) {
            return Optional.empty();
        }
        return switch (OrderFilledDecoder.decode(chainLog, layout)) {
            case Decoded.Rejected no -> reject(node, no.reason());
            case Decoded.Fill yes when !leaders.contains(yes.fill().maker()) -> Optional.empty();
            case Decoded.Fill yes ->
                Optional.of(LeaderFill.of(
                        UuidCreator.getTimeOrderedEpoch(detectedAt),
                        "polygon",
                        yes.fill(),
                        detectedAt.getEpochSecond() * 1_000_000_000L + detectedAt.getNano(),
                        node.toString()));
        };
    }

    private Optional<LeaderFill> reject(JsonNode node, String reason) {
        rejected.increment();
        String text = node.toString();
        log.warn("rejected a log: {}: {}", reason, text.substring(0, Math.min(text.length(), LOGGED_CHARACTERS)));
        return Optional.empty();
    }
}
