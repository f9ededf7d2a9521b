package io.slipstream.worker.audit;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.engine.Disproof;
import io.slipstream.core.engine.Relocation;
import io.slipstream.persistence.CompletenessStore.Gap;
import io.slipstream.persistence.CompletenessStore.Kind;
import io.slipstream.persistence.CompletenessStore.Standing;
import io.slipstream.persistence.CompletenessStore.StoredFinal;
import io.slipstream.persistence.CompletenessStore.Verdict;
import io.slipstream.worker.chain.SecondReading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A second reading held against what is stored: place, order, side, amounts, fee and role.
 *
 * @param present every fill of the reading that should be stored
 * @param missed those of them that are not
 * @param different what stored fills are by the reading, wherever and whatever they are said to be
 * @param disproved stored fills that were not read
 */
record Comparison(
        List<LeaderFill> present,
        List<LeaderFill> missed,
        List<Relocation> different,
        List<Disproof> disproved,
        List<Verdict> verdicts,
        List<Gap> gaps) {

    static Comparison of(
            SecondReading.Result second,
            List<StoredFinal> stored,
            Set<Address> leaders,
            Map<Address, Standing> standings,
            Map<Address, UUID> ids,
            long lateAfterMillis) {
        List<LeaderFill> present = second.fills().stream()
                .filter(fill -> isChecked(fill, leaders, standings))
                .sorted(Comparator.comparingLong(LeaderFill::blockNumber).thenComparingLong(LeaderFill::logIndex))
                .toList();
        Pairing pairing = Pairing.of(
                present,
                stored.stream()
                        .filter(each -> isChecked(each.fill(), leaders, standings))
                        .toList());
        Map<Address, Tally> tallies = new LinkedHashMap<>();
        leaders.forEach(leader -> tallies.put(leader, new Tally()));
        List<Gap> gaps = new ArrayList<>();
        pairing.same().forEach(same -> tally(tallies, same.read()).found(same.stored(), lateAfterMillis));
        List<Relocation> different = new ArrayList<>();
        for (Pairing.Pair pair : pairing.different()) {
            tally(tallies, pair.read()).different(pair.stored(), lateAfterMillis);
            different.add(new Relocation(pair.stored().fill().id(), pair.read()));
            gaps.add(gap(pair.read(), ids, Kind.DIFFERENT));
        }
        for (LeaderFill fill : pairing.missed()) {
            tally(tallies, fill).missed();
            gaps.add(gap(fill, ids, Kind.MISSED));
        }
        List<Disproof> disproved = new ArrayList<>();
        for (StoredFinal extra : pairing.extra()) {
            tally(tallies, extra.fill()).extra++;
            disproved.add(new Disproof(extra.fill().id(), extra.fill().orderKey()));
            gaps.add(gap(extra.fill(), ids, Kind.EXTRA));
        }
        List<Verdict> verdicts = tallies.entrySet().stream()
                .map(entry -> entry.getValue().verdict(id(ids, entry.getKey())))
                .toList();
        return new Comparison(present, pairing.missed(), different, disproved, verdicts, gaps);
    }

    private static boolean isChecked(LeaderFill fill, Set<Address> leaders, Map<Address, Standing> standings) {
        Standing standing = standings.get(fill.leader());
        return leaders.contains(fill.leader()) && standing != null && fill.blockNumber() >= standing.firstBlock();
    }

    private static Gap gap(LeaderFill fill, Map<Address, UUID> ids, Kind kind) {
        return new Gap(
                fill.exchange(), fill.txHash(), fill.logIndex(), id(ids, fill.leader()), fill.blockNumber(), kind);
    }

    private static UUID id(Map<Address, UUID> ids, Address leader) {
        UUID id = ids.get(leader);
        if (id == null) {
            throw new IllegalStateException("a leader without an id: " + leader);
        }
        return id;
    }

    private static Tally tally(Map<Address, Tally> tallies, LeaderFill fill) {
        return tallies.computeIfAbsent(fill.leader(), _ -> new Tally());
    }

    private static final class Tally {
        private long fills;
        private long missed;
        private long extra;
        private long different;
        private long late;
        private long worstLagMillis;

        void found(StoredFinal stored, long lateAfterMillis) {
            fills++;
            worstLagMillis = Math.max(worstLagMillis, stored.lagMillis());
            late += stored.lagMillis() > lateAfterMillis ? 1 : 0;
        }

        void different(StoredFinal stored, long lateAfterMillis) {
            found(stored, lateAfterMillis);
            different++;
        }

        void missed() {
            fills++;
            missed++;
        }

        Verdict verdict(UUID leaderId) {
            return new Verdict(leaderId, fills, missed, extra, different, late, worstLagMillis);
        }
    }
}
