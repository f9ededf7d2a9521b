package io.slipstream.worker.source;

import io.slipstream.core.chain.Address;
import io.slipstream.persistence.LeaderStore.Leader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who is followed now. Read on every log, so that a lookup is one hash however many leaders there are; changed seldom, by
 * replacing the whole. Thread-safe.
 */
@Component
public final class FollowedLeaders {

    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private volatile Snapshot now = new Snapshot(Map.of(), Map.of(), Map.of());

    /**
     * Who came and who went.
     *
     * @param added with where to begin
     */
    public record Change(List<Leader> added, Set<Address> removed) {}

    /**
     * Who is followed at a moment.
     *
     * @param byTopic by the 32-byte topic that stands for the wallet in a log, in lower case
     * @param followed by address
     * @param ids of everybody who was ever followed, since what is stored refers to them
     */
    private record Snapshot(Map<String, Address> byTopic, Map<Address, Leader> followed, Map<Address, UUID> ids) {}

    /** The leader that a log's topic stands for, null if it is nobody who is followed. */
    public @Nullable Address ofTopic(String topic) {
        return now.byTopic.get(topic);
    }

    /** Everybody who is followed; not changed after it was handed out. */
    public Set<Address> all() {
        return now.followed.keySet();
    }

    /** The same with what is on record of them. */
    public Collection<Leader> onRecord() {
        return now.followed.values();
    }

    /** The id of every wallet that was ever followed; not changed after it was handed out. */
    public Map<Address, UUID> ids() {
        return now.ids;
    }

    /** Calls for every change from now on, on the thread that makes it. */
    public void onChange(Consumer<Change> listener) {
        listeners.add(listener);
    }

    /** Takes over what the record says of these wallets, followed or not. */
    public synchronized void take(List<Leader> changed) {
        Snapshot before = now;
        Map<String, Address> byTopic = new HashMap<>(before.byTopic);
        Map<Address, Leader> followed = new HashMap<>(before.followed);
        Map<Address, UUID> ids = new HashMap<>(before.ids);
        List<Leader> added = new ArrayList<>();
        Set<Address> removed = new HashSet<>();
        for (Leader leader : changed) {
            ids.put(leader.address(), leader.id());
            if (!leader.enabled()) {
                followed.remove(leader.address());
                byTopic.remove(leader.address().toTopic());
                if (before.followed.containsKey(leader.address())) {
                    removed.add(leader.address());
                }
            } else {
                Leader known = followed.put(leader.address(), leader);
                byTopic.put(leader.address().toTopic(), leader.address());
                boolean elsewhere = known != null
                        && leader.startBlock() != null
                        && !leader.startBlock().equals(known.startBlock());
                if (known == null || elsewhere) {
                    added.add(leader);
                }
                if (elsewhere) {
                    removed.add(leader.address()); // to be read from another block: he begins anew
                }
            }
        }
        now = new Snapshot(byTopic, followed, ids);
        if (!added.isEmpty() || !removed.isEmpty()) {
            listeners.forEach(listener -> listener.accept(new Change(List.copyOf(added), Set.copyOf(removed))));
        }
    }
}
