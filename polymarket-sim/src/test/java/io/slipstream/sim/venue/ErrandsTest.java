package io.slipstream.sim.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.sim.chain.Block;
import io.slipstream.sim.chain.Contracts;
import io.slipstream.sim.chain.LogEntry;
import io.slipstream.sim.chain.Placement;
import io.slipstream.sim.chain.PositionEvent.NegRiskPayoutRedemption;
import io.slipstream.sim.chain.PositionEvent.PositionsConverted;
import io.slipstream.sim.chain.TokenEvent.TransferBatch;
import io.slipstream.sim.chain.TokenEvent.TransferSingle;
import io.slipstream.sim.exchange.Side;
import io.slipstream.sim.venue.FillLedger.MinedFill;
import io.slipstream.sim.venue.TokenMove.Kind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** An hour of what leaders do beside trading. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrandsTest {

    private static final int MINUTES = 60;

    private record Holding(String owner, BigInteger token) {}

    private final Venue venue = Venues.of(42);
    private final Set<String> leaders = new HashSet<>();

    @BeforeAll
    void runAnHour() {
        Venues.run(venue, 60 * MINUTES);
        venue.marketplace()
                .leaders()
                .forEach(leader -> leaders.add(leader.account().address()));
    }

    @Test
    void movesOnTheChainWhatFillsAndTruthSay() {
        Map<Holding, Long> moved = new HashMap<>();
        for (LogEntry log : logs()) {
            if (log.event() instanceof TransferSingle single) {
                move(moved, single.from(), single.to(), single.tokenId(), single.value());
            } else if (log.event() instanceof TransferBatch batch) {
                for (int i = 0; i < batch.values().size(); i++) {
                    move(
                            moved,
                            batch.from(),
                            batch.to(),
                            batch.tokenIds().get(i),
                            batch.values().get(i));
                }
            }
        }
        Map<Holding, Long> expected = new HashMap<>();
        for (MinedFill mined : venue.ledger().leaderFills()) {
            Fill fill = mined.fill();
            add(
                    expected,
                    fill.owner().address(),
                    fill.instrument().token(),
                    fill.side() == Side.BUY ? fill.sharesMicros() : -fill.sharesMicros());
        }
        venue.tokenMoves()
                .mined()
                .forEach(mined -> add(
                        expected,
                        mined.entry().leader().address(),
                        mined.entry().tokenId(),
                        mined.entry().sharesMicros()));
        moved.values().removeIf(value -> value == 0);
        expected.values().removeIf(value -> value == 0);
        assertThat(moved).isEqualTo(expected).hasSizeGreaterThan(50);
        assertThat(moved.values()).allMatch(value -> value > 0);
    }

    @Test
    void doesEveryKindAboutOnceAMinute() {
        Map<Kind, Set<String>> transactions = new HashMap<>();
        venue.tokenMoves()
                .mined()
                .forEach(mined -> transactions
                        .computeIfAbsent(mined.entry().kind(), _ -> new HashSet<>())
                        .add(mined.entry().transactionHash()));
        assertThat(transactions.keySet()).containsExactlyInAnyOrder(Kind.values());
        int all = transactions.values().stream().mapToInt(Set::size).sum();
        assertThat(all / (double) MINUTES / leaders.size()).isBetween(0.5, 1.6);
        assertThat(logs().stream().anyMatch(log -> log.event() instanceof NegRiskPayoutRedemption))
                .isTrue();
        assertThat(logs().stream()
                        .filter(log -> log.event() instanceof PositionsConverted)
                        .map(LogEntry::address))
                .containsOnly(Contracts.NEG_RISK_ADAPTER);
    }

    private List<LogEntry> logs() {
        List<LogEntry> out = new ArrayList<>();
        for (long number = venue.chain().oldestNumber();
                number <= venue.chain().head().number();
                number++) {
            Block block = venue.chain().block(number).orElseThrow();
            for (Placement placement : block.placements()) {
                out.addAll(placement.transaction().logs());
            }
        }
        return out;
    }

    private void move(Map<Holding, Long> moved, String from, String to, BigInteger token, long value) {
        add(moved, from, token, -value);
        add(moved, to, token, value);
    }

    private void add(Map<Holding, Long> holdings, String owner, BigInteger token, long value) {
        if (leaders.contains(owner)) {
            holdings.merge(new Holding(owner, token), value, Long::sum);
        }
    }
}
