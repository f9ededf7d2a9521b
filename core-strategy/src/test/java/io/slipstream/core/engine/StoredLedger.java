package io.slipstream.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.engine.StoredFill.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** What a database holds after the engine's effects, kept in memory: a log belongs to one fill, a fill has one attempt. */
final class StoredLedger {

    private final Map<UUID, StoredFill> fills = new LinkedHashMap<>();
    private final Map<String, UUID> owners = new HashMap<>();
    private final Map<UUID, Integer> attempts = new HashMap<>();

    void apply(Effect effect) {
        switch (effect) {
            case Effect.FillObserved observed -> {
                LeaderFill fill = observed.fill();
                assertThat(owners.put(fill.sighting(), fill.id()))
                        .as("another fill has the log of %s", fill)
                        .isNull();
                assertThat(fills.put(fill.id(), new StoredFill(fill, State.PROVISIONAL, null)))
                        .isNull();
            }
            case Effect.FillsRelocated relocated -> relocate(relocated.relocations());
            case Effect.FillInvalidated gone -> state(gone.fillId(), State.PROVISIONAL, State.INVALIDATED);
            case Effect.FillDisproved gone -> state(gone.fillId(), State.CONFIRMED, State.INVALIDATED);
            case Effect.FillsConfirmed confirmed ->
                confirmed.fillIds().forEach(id -> state(id, State.PROVISIONAL, State.CONFIRMED));
            case Effect.AttemptDecided decided -> attempts.merge(decided.fill().id(), 1, Integer::sum);
            default -> {}
        }
    }

    private void relocate(List<Relocation> relocations) {
        relocations.forEach(each -> owners.remove(stored(each.fillId()).fill().sighting()));
        for (Relocation each : relocations) {
            assertThat(owners.put(each.now().sighting(), each.fillId()))
                    .as("another fill has the log of %s", each)
                    .isNull();
            fills.put(each.fillId(), new StoredFill(each.now().as(each.fillId()), State.PROVISIONAL, null));
        }
    }

    private void state(UUID id, State before, State now) {
        StoredFill stored = stored(id);
        assertThat(stored.state()).as("%s before it is %s", stored, now).isEqualTo(before);
        fills.put(id, new StoredFill(stored.fill(), now, null));
    }

    private StoredFill stored(UUID id) {
        StoredFill stored = fills.get(id);
        assertThat(stored).as("fill %s", id).isNotNull();
        return stored;
    }

    /** What a worker that starts takes over. */
    List<StoredFill> all() {
        return new ArrayList<>(fills.values());
    }

    /** How many fills were ever stored of an order in a transaction. */
    long everStored(String orderKey) {
        return fills.values().stream()
                .filter(stored -> stored.fill().orderKey().equals(orderKey))
                .count();
    }

    /** Place, order and amounts of every fill that counts, in the order of the text. */
    Set<String> counted() {
        Set<String> counted = new TreeSet<>();
        fills.values().stream()
                .filter(stored -> stored.state() != State.INVALIDATED)
                .forEach(stored -> assertThat(counted.add(figures(stored.fill())))
                        .as("counted once: %s", stored)
                        .isTrue());
        return counted;
    }

    /** Everything a log states of a fill. */
    static String figures(LeaderFill fill) {
        return "%s %s %d at %d = %d fee %d %s"
                .formatted(
                        fill.sighting(),
                        fill.side(),
                        fill.sharesMicros(),
                        fill.leaderPriceMicros(),
                        fill.usdcMicros(),
                        fill.feeMicros(),
                        fill.role());
    }

    void hasOneAttemptForEachFill() {
        assertThat(attempts.keySet()).isEqualTo(fills.keySet());
        assertThat(attempts.values()).allMatch(count -> count == 1);
    }
}
