package io.slipstream.worker.chain;

import io.slipstream.core.chain.Address;
import io.slipstream.persistence.LeaderStore.Leader;
import io.slipstream.worker.source.FollowedLeaders;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Leaders that stand nowhere yet. */
final class Newcomers {

    private Newcomers() {}

    /**
     * Who of those who are followed stands nowhere, by the block from which he is to be read: his own, or else the one for
     * all, or else the next.
     */
    static Map<Long, Set<Address>> startingBlocks(
            Coverage coverage, FollowedLeaders followed, @Nullable Long forAll, long next) {
        Set<Address> unknown = coverage.unknown(followed.all());
        if (unknown.isEmpty()) {
            return Map.of();
        }
        Map<Long, Set<Address>> byBlock = new HashMap<>();
        for (Leader leader : followed.onRecord()) {
            if (unknown.contains(leader.address())) {
                Long own = leader.startBlock();
                long from = own != null ? own : forAll != null && !leader.byCommand() ? forAll : next;
                byBlock.computeIfAbsent(from, _ -> new HashSet<>()).add(leader.address());
            }
        }
        return byBlock;
    }
}
