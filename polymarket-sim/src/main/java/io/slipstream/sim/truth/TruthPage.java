package io.slipstream.sim.truth;

import io.slipstream.sim.http.HttpRequest;
import io.slipstream.sim.venue.TruthLog;
import io.slipstream.sim.venue.TruthLog.Mined;
import io.slipstream.sim.wire.Json;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One page of what transactions really did.
 *
 * @param leader address of the only leader that is wanted; null for all
 * @param from first block
 * @param to last block
 * @param limit most rows
 * @param afterBlock block of the last row of the page before
 * @param afterOrdinal its place in that block
 * @param includeUnmined whether the last page ends with what is not mined
 */
record TruthPage(
        @Nullable String leader,
        long from,
        long to,
        int limit,
        long afterBlock,
        int afterOrdinal,
        boolean includeUnmined) {

    static TruthPage asked(HttpRequest request) {
        long[] after = request.parameter("after").map(TruthApi::place).orElse(new long[] {-1, -1});
        return new TruthPage(
                request.parameter("leader")
                        .map(text -> text.toLowerCase(Locale.ROOT))
                        .orElse(null),
                request.whole("fromBlock", 0, 0, Long.MAX_VALUE),
                request.whole("toBlock", Long.MAX_VALUE, 0, Long.MAX_VALUE),
                (int) request.whole("limit", TruthApi.USUAL_PAGE, 1, TruthApi.LARGEST_PAGE),
                after[0],
                (int) after[1],
                request.flag("includeUnmined", false));
    }

    /** The rows under a name, and {@code next} when there are more. */
    <T> ObjectNode of(TruthLog<T> log, String name, Function<T, String> owner, Function<T, ObjectNode> spell) {
        ObjectNode out = Json.object();
        ArrayNode rows = out.putArray(name);
        List<Mined<T>> entries = log.mined();
        int start = Math.max(log.firstAtOrAfter(from, 0), log.firstAtOrAfter(afterBlock, afterOrdinal + 1));
        @Nullable Mined<T> last = null;
        for (int i = start; i < entries.size() && entries.get(i).block() <= to; i++) {
            Mined<T> entry = entries.get(i);
            if (!wanted(owner.apply(entry.entry()))) {
                continue;
            }
            if (rows.size() == limit && last != null) {
                return out.put("next", last.block() + "-" + last.ordinal());
            }
            rows.add(spell.apply(entry.entry())
                    .put("blockNumber", entry.block())
                    .put("blockHash", entry.blockHash())
                    .put("blockTimestamp", Math.floorDiv(entry.blockMillis(), 1000L)));
            last = entry;
        }
        if (includeUnmined) {
            log.unmined().stream()
                    .filter(entry -> wanted(owner.apply(entry)))
                    .forEach(entry -> rows.add(spell.apply(entry)
                            .putNull("blockNumber")
                            .putNull("blockHash")
                            .putNull("blockTimestamp")));
        }
        return out;
    }

    private boolean wanted(String owner) {
        return leader == null || leader.equals(owner);
    }
}
