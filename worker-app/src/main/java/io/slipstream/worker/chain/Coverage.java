package io.slipstream.worker.chain;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.ExchangeContract;
import io.slipstream.core.engine.Cursor;
import io.slipstream.core.engine.CursorMove;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far each exchange and leader is read for good, kept by groups that stand at the same block: there are few of them
 * however many leaders there are. Thread-safe.
 */
final class Coverage {

    private final List<ExchangeContract> exchanges;
    private final String role;
    private final List<Group> groups = new ArrayList<>();

    /**
     * Exchanges and leaders, all pairs of them, that are read up to a block.
     *
     * @param exchanges not changed
     * @param leaders not changed
     */
    record Group(Set<Address> exchanges, Set<Address> leaders, long readTo) {}

    /**
     * Goes on from stored cursors. An exchange that a leader has no cursor for, because it was configured later, is read
     * from its own first block if that is known, else from where the leader's others stand.
     *
     * @param role of the cursors, see {@link Cursor#role}
     */
    Coverage(List<ExchangeContract> exchanges, String role, Set<Address> leaders, List<Cursor> stored) {
        this.exchanges = List.copyOf(exchanges);
        this.role = role;
        Map<Address, Map<Address, Long>> byLeader = new HashMap<>();
        for (Cursor cursor : stored) {
            if (leaders.contains(cursor.leader()) && cursor.role().equals(role)) {
                byLeader.computeIfAbsent(cursor.leader(), _ -> new HashMap<>())
                        .put(cursor.exchange(), cursor.lastProcessedBlock());
            }
        }
        Map<Group, Set<Address>> members = new LinkedHashMap<>();
        byLeader.forEach((leader, cursors) -> {
            long least =
                    cursors.values().stream().mapToLong(Long::longValue).min().orElse(-1);
            Map<Long, Set<Address>> byBlock = new HashMap<>();
            for (ExchangeContract exchange : exchanges) {
                long fallback = exchange.fromBlock() > 0 ? exchange.fromBlock() - 1 : least;
                long readTo = cursors.getOrDefault(exchange.address(), fallback);
                if (exchange.toBlock() > readTo) {
                    byBlock.computeIfAbsent(readTo, _ -> new HashSet<>()).add(exchange.address());
                }
            }
            byBlock.forEach((readTo, of) -> members.computeIfAbsent(
                            new Group(Set.copyOf(of), Set.of(), readTo), _ -> new HashSet<>())
                    .add(leader));
        });
        members.forEach((group, of) -> groups.add(new Group(group.exchanges, Set.copyOf(of), group.readTo)));
    }

    /** The leaders among these that stand nowhere yet. */
    synchronized Set<Address> unknown(Collection<Address> leaders) {
        Set<Address> unknown = new HashSet<>(leaders);
        groups.forEach(group -> unknown.removeAll(group.leaders));
        return unknown;
    }

    /** These leaders are read from a block on; tells where they stand. */
    synchronized CursorMove begin(Set<Address> leaders, long block) {
        Set<Address> open = new HashSet<>();
        for (ExchangeContract exchange : exchanges) {
            if (exchange.toBlock() >= block) {
                open.add(exchange.address());
            }
        }
        Group group = new Group(Set.copyOf(open), Set.copyOf(leaders), block - 1);
        groups.add(group);
        return new CursorMove(group.exchanges, group.leaders, role, group.readTo, true);
    }

    /** Everybody who stands somewhere. */
    synchronized Set<Address> leaders() {
        Set<Address> leaders = new HashSet<>();
        groups.forEach(group -> leaders.addAll(group.leaders));
        return leaders;
    }

    /** Followed no more. */
    synchronized void forget(Set<Address> leaders) {
        groups.replaceAll(group -> {
            Set<Address> left = new HashSet<>(group.leaders);
            return left.removeAll(leaders) ? new Group(group.exchanges, Set.copyOf(left), group.readTo) : group;
        });
        groups.removeIf(group -> group.leaders.isEmpty());
    }

    /** The group that is farthest behind a block, null if all of them have reached it. */
    synchronized @Nullable Group farthestBehind(long block) {
        return groups.stream()
                .filter(group -> group.readTo < block)
                .min(Comparator.comparingLong(Group::readTo))
                .orElse(null);
    }

    /** The least block at which a group stands that has reached a block, or that block if there is none. */
    synchronized long nextStop(Group behind, long block) {
        return groups.stream()
                .mapToLong(Group::readTo)
                .filter(readTo -> readTo > behind.readTo && readTo < block)
                .min()
                .orElse(block);
    }

    /** A group is read up to a block; tells the move and the group as it is now, null if it changed meanwhile. */
    synchronized @Nullable Group advance(Group group, long readTo) {
        if (!groups.remove(group)) {
            return null;
        }
        Group now = new Group(group.exchanges, group.leaders, readTo);
        groups.add(now);
        return now;
    }

    /** The moves that {@link #advanceTip} would make. */
    synchronized List<CursorMove> peekTip(long from, long readTo) {
        return groups.stream()
                .filter(group -> group.readTo >= from - 1 && group.readTo < readTo)
                .map(group -> move(new Group(group.exchanges, group.leaders, readTo)))
                .toList();
    }

    /** Everybody who has reached the block before these is read up to their last one. */
    synchronized void advanceTip(long from, long readTo) {
        Map<Set<Address>, List<Group>> reached = new LinkedHashMap<>();
        groups.removeIf(group -> {
            boolean there = group.readTo >= from - 1 && group.readTo < readTo;
            if (there) {
                reached.computeIfAbsent(group.exchanges, _ -> new ArrayList<>()).add(group);
            }
            return there;
        });
        reached.forEach((of, parts) -> groups.add(new Group(of, union(parts), readTo)));
    }

    /** Whether a block is to be read for this exchange and leader, and is not read for good. */
    synchronized boolean wants(Address exchange, Address leader, long block) {
        for (Group group : groups) {
            if (group.readTo < block && group.exchanges.contains(exchange) && group.leaders.contains(leader)) {
                return true;
            }
        }
        return false;
    }

    /** How far everybody is read, -1 if nobody is followed. */
    synchronized long readByAll() {
        return groups.stream().mapToLong(Group::readTo).min().orElse(-1);
    }

    private static Set<Address> union(List<Group> parts) {
        if (parts.size() == 1) {
            return parts.getFirst().leaders; // many leaders are not copied for every scan
        }
        Set<Address> all = new HashSet<>();
        parts.forEach(part -> all.addAll(part.leaders));
        return Set.copyOf(all);
    }

    /** That a group stands where it stands. */
    CursorMove move(Group group) {
        return new CursorMove(group.exchanges, group.leaders, role, group.readTo);
    }
}
