package io.slipstream.worker.audit;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.persistence.CompletenessStore.Gap;
import io.slipstream.persistence.CompletenessStore.Standing;
import io.slipstream.persistence.CompletenessStore.StoredFinal;
import io.slipstream.persistence.CompletenessStore.Verdict;
import io.slipstream.worker.chain.SecondReading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A second reading held against what is stored.
 *
 * @param present every fill of the reading that should be stored
 * @param missed those of them that are not
 * @param extra how many are stored and were not read
 */
record Comparison(
        List<LeaderFill> present, List<LeaderFill> missed, long extra, List<Verdict> verdicts, List<Gap> gaps) {

    static Comparison of(
            SecondReading.Result second,
            List<StoredFinal> stored,
            Set<Address> leaders,
            Map<Address, Standing> standings,
            Map<Address, UUID> ids,
            long lateAfterMillis) {
        Map<String, StoredFinal> open = new HashMap<>();
        for (StoredFinal fill : stored) {
            if (isChecked(fill.leader(), fill.blockNumber(), leaders, standings)) {
                open.put(place(fill.exchange(), fill.txHash(), fill.logIndex()), fill);
            }
        }
        Map<Address, Tally> tallies = new HashMap<>();
        leaders.forEach(leader -> tallies.put(leader, new Tally()));
        List<LeaderFill> present = new ArrayList<>();
        List<LeaderFill> missed = new ArrayList<>();
        List<Gap> gaps = new ArrayList<>();
        for (LeaderFill fill : second.fills()) {
            if (!isChecked(fill.leader(), fill.blockNumber(), leaders, standings)) {
                continue;
            }
            present.add(fill);
            Tally tally = tallies.computeIfAbsent(fill.leader(), _ -> new Tally());
            tally.fills++;
            StoredFinal known = open.remove(place(fill.exchange(), fill.txHash(), fill.logIndex()));
            if (known == null) {
                tally.missed++;
                missed.add(fill);
                gaps.add(new Gap(
                        fill.exchange(),
                        fill.txHash(),
                        fill.logIndex(),
                        id(ids, fill.leader()),
                        fill.blockNumber(),
                        true));
            } else {
                tally.worstLagMillis = Math.max(tally.worstLagMillis, known.lagMillis());
                tally.late += known.lagMillis() > lateAfterMillis ? 1 : 0;
            }
        }
        for (StoredFinal fill : open.values()) {
            tallies.computeIfAbsent(fill.leader(), _ -> new Tally()).extra++;
            gaps.add(new Gap(
                    fill.exchange(),
                    fill.txHash(),
                    fill.logIndex(),
                    id(ids, fill.leader()),
                    fill.blockNumber(),
                    false));
        }
        present.sort(Comparator.comparingLong(LeaderFill::blockNumber).thenComparingLong(LeaderFill::logIndex));
        List<Verdict> verdicts = tallies.entrySet().stream()
                .map(entry -> entry.getValue().verdict(id(ids, entry.getKey())))
                .toList();
        return new Comparison(present, missed, open.size(), verdicts, gaps);
    }

    long fills() {
        return present.size();
    }

    private static boolean isChecked(
            Address leader, long block, Set<Address> leaders, Map<Address, Standing> standings) {
        Standing standing = standings.get(leader);
        return leaders.contains(leader) && standing != null && block >= standing.firstBlock();
    }

    private static UUID id(Map<Address, UUID> ids, Address leader) {
        UUID id = ids.get(leader);
        if (id == null) {
            throw new IllegalStateException("a leader without an id: " + leader);
        }
        return id;
    }

    private static String place(Address exchange, String txHash, long logIndex) {
        return exchange + "|" + txHash + "|" + logIndex;
    }

    private static final class Tally {
        private long fills;
        private long missed;
        private long extra;
        private long late;
        private long worstLagMillis;

        Verdict verdict(UUID leaderId) {
            return new Verdict(leaderId, fills, missed, extra, late, worstLagMillis);
        }
    }
}
