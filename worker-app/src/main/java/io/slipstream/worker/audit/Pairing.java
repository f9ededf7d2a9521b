package io.slipstream.worker.audit;

import io.slipstream.core.chain.LeaderFill;
import io.slipstream.persistence.CompletenessStore.StoredFinal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which stored fill is which log of a reading. They meet at the same place of the chain; what is left meets where the same
 * transaction filled the same order. Everything left after that has no counterpart.
 *
 * @param same agree in everything
 * @param different are the same fill with other figures
 * @param missed logs without a stored fill
 * @param extra stored fills without a log
 */
record Pairing(List<Pair> same, List<Pair> different, List<LeaderFill> missed, Collection<StoredFinal> extra) {

    /** A log and the fill that is stored of it. */
    record Pair(LeaderFill read, StoredFinal stored) {}

    static Pairing of(List<LeaderFill> read, List<StoredFinal> stored) {
        Map<UUID, StoredFinal> left = stored.stream()
                .collect(Collectors.toMap(
                        each -> each.fill().id(), Function.identity(), (one, _) -> one, LinkedHashMap::new));
        List<Pair> same = new ArrayList<>();
        List<Pair> different = new ArrayList<>();
        List<LeaderFill> unmatched = pair(read, left, LeaderFill::dedupeKey, same, different);
        List<LeaderFill> missed = pair(unmatched, left, LeaderFill::orderKey, same, different);
        return new Pairing(same, different, missed, left.values());
    }

    /** Pairs by a key and returns the logs that are left. */
    private static List<LeaderFill> pair(
            List<LeaderFill> read,
            Map<UUID, StoredFinal> left,
            Function<LeaderFill, String> key,
            List<Pair> same,
            List<Pair> different) {
        Map<String, List<StoredFinal>> byKey =
                left.values().stream().collect(Collectors.groupingBy(each -> key.apply(each.fill())));
        List<LeaderFill> unmatched = new ArrayList<>();
        for (LeaderFill fill : read) {
            List<StoredFinal> candidates = byKey.getOrDefault(key.apply(fill), List.of());
            if (candidates.isEmpty()) {
                unmatched.add(fill);
                continue;
            }
            StoredFinal candidate = candidates.removeFirst();
            left.remove(candidate.fill().id());
            (agree(fill, candidate.fill()) ? same : different).add(new Pair(fill, candidate));
        }
        return unmatched;
    }

    private static boolean agree(LeaderFill read, LeaderFill stored) {
        return read.sighting().equals(stored.sighting())
                && read.blockNumber() == stored.blockNumber()
                && read.leader().equals(stored.leader())
                && read.taker().equals(stored.taker())
                && read.role() == stored.role()
                && read.tokenId().equals(stored.tokenId())
                && read.side() == stored.side()
                && read.sharesMicros() == stored.sharesMicros()
                && read.usdcMicros() == stored.usdcMicros()
                && read.leaderPriceMicros() == stored.leaderPriceMicros()
                && read.feeMicros() == stored.feeMicros();
    }
}
