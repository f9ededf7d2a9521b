package io.slipstream.worker.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.chain.Address;
import io.slipstream.persistence.LeaderStore.Leader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FollowedLeadersTest {

    private static final Address ALICE = new Address("0x" + "aa".repeat(20));
    private static final Address BOB = new Address("0x" + "bb".repeat(20));

    private final FollowedLeaders leaders = new FollowedLeaders();
    private final List<FollowedLeaders.Change> changes = new ArrayList<>();

    FollowedLeadersTest() {
        leaders.onChange(changes::add);
    }

    @Test
    void knowsALeaderByTheTopicThatStandsForHim() {
        leaders.take(List.of(leader(ALICE, true)));
        assertThat(leaders.ofTopic(ALICE.toTopic())).isEqualTo(ALICE);
        assertThat(leaders.ofTopic(BOB.toTopic())).isNull();
        assertThat(leaders.ofTopic("")).isNull();
    }

    @Test
    void tellsWhoCameAndWhoWentOnce() {
        leaders.take(List.of(leader(ALICE, true), leader(BOB, true)));
        leaders.take(List.of(leader(ALICE, true)));
        leaders.take(List.of(leader(BOB, false)));
        leaders.take(List.of(leader(BOB, false)));
        assertThat(changes).hasSize(2);
        assertThat(changes.getLast().removed()).isEqualTo(Set.of(BOB));
        assertThat(leaders.all()).containsExactly(ALICE);
        assertThat(leaders.ofTopic(BOB.toTopic())).isNull();
    }

    /** Followed from another block of the past: he begins anew. */
    @Test
    void beginsALeaderAnewWhoIsToBeReadFromAnotherBlock() {
        leaders.take(List.of(leader(ALICE, true)));
        leaders.take(List.of(new Leader(new UUID(1, 1), ALICE, "", 42L, true, true, 2)));
        assertThat(changes.getLast().removed()).containsExactly(ALICE);
        assertThat(changes.getLast().added()).hasSize(1);
        assertThat(leaders.all()).containsExactly(ALICE);
    }

    /** What is stored refers to everybody who was ever followed. */
    @Test
    void keepsTheIdsOfThoseWhoWent() {
        leaders.take(List.of(leader(ALICE, true)));
        leaders.take(List.of(leader(ALICE, false)));
        assertThat(leaders.ids()).containsKey(ALICE);
        Set<Address> before = leaders.all();
        leaders.take(List.of(leader(ALICE, true)));
        assertThat(before).as("what was handed out does not change").isEmpty();
        assertThat(leaders.all()).containsExactly(ALICE);
    }

    private static Leader leader(Address address, boolean enabled) {
        return new Leader(new UUID(1, address.hashCode()), address, "", null, enabled, true, 1);
    }
}
