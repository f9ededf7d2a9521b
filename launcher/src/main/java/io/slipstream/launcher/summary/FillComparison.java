package io.slipstream.launcher.summary;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The truth held against what was stored, fill by fill.
 *
 * @param truth how many fills there were
 * @param detected how many of them are stored
 * @param missing fills that are not stored
 * @param doubled rows beyond the first for the same fill
 * @param extra stored fills that never were
 * @param different fields in which a stored fill is not what happened
 */
public record FillComparison(
        int truth,
        int detected,
        List<FillFacts> missing,
        List<FillFacts> doubled,
        List<FillFacts> extra,
        List<FillFacts.Difference> different) {

    /** Compares two lists of fills; their order does not matter. */
    public static FillComparison of(Collection<FillFacts> truth, Collection<FillFacts> stored) {
        Map<FillFacts.Identity, FillFacts> expected = new LinkedHashMap<>();
        truth.forEach(fill -> expected.put(fill.identity(), fill));

        Set<FillFacts.Identity> seen = new HashSet<>();
        List<FillFacts> doubled = new ArrayList<>();
        List<FillFacts> extra = new ArrayList<>();
        List<FillFacts.Difference> different = new ArrayList<>();
        for (FillFacts fill : stored) {
            FillFacts real = expected.get(fill.identity());
            if (real == null) {
                extra.add(fill);
            } else if (seen.add(fill.identity())) {
                different.addAll(real.differencesTo(fill));
            } else {
                doubled.add(fill);
            }
        }
        List<FillFacts> missing = expected.values().stream()
                .filter(fill -> !seen.contains(fill.identity()))
                .toList();
        return new FillComparison(expected.size(), seen.size(), missing, doubled, extra, different);
    }
}
