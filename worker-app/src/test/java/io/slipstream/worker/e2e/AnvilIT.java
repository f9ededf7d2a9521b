package io.slipstream.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The worker against a node that nobody here wrote: what a real chain says of logs, heads, finality and reorgs is not what
 * our simulator's author thought it says.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class AnvilIT {

    private static final Logger log = LoggerFactory.getLogger(AnvilIT.class);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final long SEED = 20_261_122;

    private static AnvilPackage installed;

    private final AnvilRig rig;
    private final AnvilVenue venue;
    private final Anvil node;

    @BeforeAll
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    static void installNode() throws IOException {
        installed = AnvilPackage.install();
    }

    AnvilIT() throws IOException {
        log.info("seed {}", SEED);
        rig = new AnvilRig(installed.program(), SEED);
        venue = rig.venue();
        node = rig.node();
    }

    @AfterEach
    void stop() throws IOException {
        rig.close();
    }

    /** What was there before the worker, what is pushed while it looks, and what comes to pass while it is away. */
    @Test
    void storesEveryFillOnceAndMissesNothingWhileItIsAway() {
        venue.tradeForBlocks(4);
        try (ConfigurableApplicationContext _ = rig.worker()) {
            venue.deceiveForABlock();
            venue.emitAbsurdityForABlock();
            venue.tradeForBlocks(6);
            rig.awaitStored(venue.truth().size());
            assertThat(fills("status = 'PROVISIONAL'")).as("not final yet").isPositive();
            assertThat(rig.assertComplete()).isEqualTo(10 * AnvilVenue.LEADER_FILLS_A_BLOCK);
            await("logs that were pushed before they were asked for")
                    .atMost(LONG)
                    .until(() -> count("SELECT sum(wins) FROM node_status WHERE transport = 'ws'") > 0);
            assertThat(count("SELECT count(*) FROM rejected_log")).isEqualTo(1);
        }
        venue.tradeForBlocks(5);
        try (ConfigurableApplicationContext _ = rig.worker()) {
            venue.tradeForBlocks(2);
            int complete = rig.assertComplete();
            assertThat(complete).isEqualTo(17 * AnvilVenue.LEADER_FILLS_A_BLOCK);
            assertThat(count("SELECT count(DISTINCT (exchange_address, leader_role, side)) FROM leader_fill"))
                    .as("every exchange, role and side")
                    .isEqualTo(3 * 2 * 2);
            log.info("{} leader fills, 0 missing, 0 extra, 0 doubled", complete);
        }
    }

    /** Under the worker's eyes and while it is away: some transactions are in the new blocks, elsewhere, and others in none. */
    @Test
    void followsReorgsAndDecidesOnNothingTwice() {
        venue.tradeForBlocks(1);
        node.mine(Anvil.BLOCKS_TO_FINALITY);
        Branch away;
        String decided;
        try (ConfigurableApplicationContext _ = rig.worker()) {
            rig.recordConfirmations();
            Branch seen = sweepForBlocks(3);
            decided = rig.decisions();
            node.reorg(3, Map.of(seen.kept.get(0), 2, seen.kept.get(1), 1, seen.kept.get(2), 0));
            int _ = rig.assertComplete();
            assertFollowed(seen, decided);

            away = sweepForBlocks(2);
            decided = rig.decisions();
        }
        node.reorg(2, Map.of(away.kept.get(0), 1, away.kept.get(1), 1));
        try (ConfigurableApplicationContext _ = rig.worker()) {
            log.info("{} leader fills after two reorgs", rig.assertComplete());
            assertFollowed(away, decided);
        }
    }

    /** Whoever confuses networks is told so, and no foreign fill is taken for one of a leader. */
    @Test
    void believesNoNodeOfAnotherChain() {
        venue.tradeForBlocks(1);
        try (ConfigurableApplicationContext _ = rig.worker(137)) {
            await().atMost(LONG)
                    .until(() -> count(
                                    "SELECT count(*) FROM node_status WHERE state <> 'LIVE' AND detail LIKE '%is on chain "
                                            + AnvilRig.CHAIN_ID + ", not 137%'")
                            == 2);
            venue.tradeForBlocks(1);
            node.mine(Anvil.BLOCKS_TO_FINALITY);
        }
        assertThat(fills("TRUE")).isZero();
        assertThat(rig.ledger().settledBlock()).as("where it would go on").isEqualTo(-1);
    }

    /**
     * Blocks that a reorg will replace.
     *
     * @param kept their transactions that it will put elsewhere
     * @param dropped those that it will not
     */
    private record Branch(List<String> kept, List<String> dropped) {}

    /** Blocks with two transactions each, of which the worker has stored everything. */
    private Branch sweepForBlocks(int blocks) {
        Branch branch = new Branch(new ArrayList<>(), new ArrayList<>());
        for (int block = 0; block < blocks; block++) {
            branch.kept.add(sweep(block));
            branch.dropped.add(sweep(block + 1));
            node.mine(1);
        }
        rig.awaitStored(venue.truth().size());
        return branch;
    }

    /** A transaction in which one leader takes from another and from a stranger. */
    private String sweep(int leader) {
        return venue.settle(
                leader,
                AnvilVenue.LEADERS.get(leader % AnvilVenue.LEADERS.size()),
                List.of(
                        AnvilVenue.STRANGERS.getFirst(),
                        AnvilVenue.LEADERS.get((leader + 1) % AnvilVenue.LEADERS.size())));
    }

    private void assertFollowed(Branch branch, String decidedBefore) {
        String kept = orders(branch.kept);
        String dropped = orders(branch.dropped);
        long ofEach = 2L * branch.kept.size();
        String confirmed = "SELECT count(DISTINCT order_hash) FROM once_confirmed WHERE order_hash IN ";
        assertThat(fills("order_hash IN " + kept)).as("stored once").isEqualTo(ofEach);
        assertThat(fills("status = 'CONFIRMED' AND order_hash IN " + kept))
                .as("in the new blocks")
                .isEqualTo(ofEach);
        assertThat(count(confirmed + kept)).as("confirmations are recorded").isEqualTo(ofEach);
        assertThat(fills("status = 'INVALIDATED' AND order_hash IN " + dropped))
                .as("in no block any more")
                .isEqualTo(ofEach);
        assertThat(count(confirmed + dropped))
                .as("taken back after they were confirmed")
                .isZero();
        assertThat(rig.decisions()).as("nothing was decided on again").isEqualTo(decidedBefore);
    }

    private String orders(List<String> transactions) {
        return transactions.stream()
                .flatMap(hash -> venue.leaderOrders(hash).stream())
                .collect(Collectors.joining("', '", "('", "')"));
    }

    private long fills(String condition) {
        return count("SELECT count(*) FROM leader_fill WHERE " + condition);
    }

    private long count(String sql) {
        return rig.ledger().count(sql);
    }
}
