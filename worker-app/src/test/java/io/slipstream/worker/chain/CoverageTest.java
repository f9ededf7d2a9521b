package io.slipstream.worker.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.EventLayout;
import io.slipstream.core.chain.ExchangeContract;
import io.slipstream.core.engine.Cursor;
import io.slipstream.core.engine.CursorMove;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoverageTest {

    private static final Address ALICE = new Address("0x" + "aa".repeat(20));
    private static final Address BOB = new Address("0x" + "bb".repeat(20));
    private static final Address CAROL = new Address("0x" + "cc".repeat(20));
    private static final ExchangeContract OLD =
            new ExchangeContract("old", new Address("0x" + "e0".repeat(20)), EventLayout.V1, 0, 50);
    private static final ExchangeContract CTF =
            new ExchangeContract("ctf", new Address("0x" + "e1".repeat(20)), EventLayout.V2);
    private static final ExchangeContract LATER = new ExchangeContract(
            "later", new Address("0x" + "e2".repeat(20)), EventLayout.V2, 80, ExchangeContract.OPEN);

    @Test
    void goesOnFromStoredCursors() {
        Coverage coverage = coverage(List.of(CTF), cursor(CTF, ALICE, 100), cursor(CTF, BOB, 40));
        assertThat(coverage.readByAll()).isEqualTo(40);
        assertThat(coverage.unknown(Set.of(ALICE, BOB, CAROL))).containsExactly(CAROL);
        assertThat(coverage.wants(CTF.address(), ALICE, 100)).isFalse();
        assertThat(coverage.wants(CTF.address(), ALICE, 101)).isTrue();
        assertThat(coverage.wants(CTF.address(), BOB, 41)).isTrue();
        assertThat(coverage.wants(CTF.address(), CAROL, 1_000)).isFalse();
    }

    /** Alice is not read again for Bob's sake. */
    @Test
    void readsForWhoeverIsBehindUpToWhereTheNextOneStands() {
        Coverage coverage =
                coverage(List.of(CTF), cursor(CTF, ALICE, 100), cursor(CTF, BOB, 40), cursor(CTF, CAROL, 60));
        Coverage.Group group = Objects.requireNonNull(coverage.farthestBehind(100));
        assertThat(group.leaders()).containsExactly(BOB);
        assertThat(coverage.nextStop(group, 100)).isEqualTo(60);
        coverage.advance(group, 60);
        assertThat(coverage.farthestBehind(100)).isNotNull();
        assertThat(coverage.wants(CTF.address(), BOB, 60)).isFalse();
    }

    @Test
    void joinsWhoHasCaughtUpAndNobodyElse() {
        Coverage coverage =
                coverage(List.of(CTF), cursor(CTF, ALICE, 100), cursor(CTF, BOB, 99), cursor(CTF, CAROL, 60));
        assertThat(coverage.peekTip(100, 110)).hasSize(2);
        coverage.advanceTip(100, 110);
        assertThat(coverage.readByAll()).isEqualTo(60);
        assertThat(coverage.wants(CTF.address(), ALICE, 110)).isFalse();
        assertThat(coverage.wants(CTF.address(), BOB, 110)).isFalse();
        assertThat(coverage.wants(CTF.address(), CAROL, 61)).isTrue();
    }

    @Test
    void neverMovesBackWhoBeginsAhead() {
        Coverage coverage = coverage(List.of(CTF));
        CursorMove begun = coverage.begin(Set.of(ALICE), 120);
        assertThat(begun.toBlock()).isEqualTo(119);
        coverage.advanceTip(100, 110);
        assertThat(coverage.wants(CTF.address(), ALICE, 119)).isFalse();
        assertThat(coverage.wants(CTF.address(), ALICE, 120)).isTrue();
        coverage.advanceTip(111, 130);
        assertThat(coverage.readByAll()).isEqualTo(130);
    }

    @Test
    void readsANewExchangeFromItsFirstBlockAndLeavesOutOneThatEnded() {
        Coverage coverage = coverage(List.of(OLD, CTF, LATER), cursor(CTF, ALICE, 100));
        assertThat(coverage.wants(LATER.address(), ALICE, 80)).isTrue();
        assertThat(coverage.wants(LATER.address(), ALICE, 79)).isFalse();
        assertThat(coverage.wants(OLD.address(), ALICE, 101)).isFalse();
        assertThat(coverage.begin(Set.of(BOB), 30).exchanges())
                .containsExactlyInAnyOrder(OLD.address(), CTF.address(), LATER.address());
        assertThat(coverage.begin(Set.of(CAROL), 60).exchanges())
                .containsExactlyInAnyOrder(CTF.address(), LATER.address());
    }

    @Test
    void forgetsWhoIsFollowedNoMore() {
        Coverage coverage = coverage(List.of(CTF), cursor(CTF, ALICE, 100), cursor(CTF, BOB, 100));
        Coverage.Group before = Objects.requireNonNull(coverage.farthestBehind(200));
        coverage.forget(Set.of(BOB));
        assertThat(coverage.leaders()).containsExactly(ALICE);
        assertThat(coverage.advance(before, 150)).as("it is another group now").isNull();
    }

    private static Coverage coverage(List<ExchangeContract> exchanges, Cursor... stored) {
        return new Coverage(exchanges, Cursor.MAKER_TOPIC, Set.of(ALICE, BOB, CAROL), List.of(stored));
    }

    private static Cursor cursor(ExchangeContract exchange, Address leader, long block) {
        return new Cursor(exchange.address(), leader, Cursor.MAKER_TOPIC, block);
    }
}
