package io.slipstream.worker.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.ChainLog;
import io.slipstream.core.chain.Decoded;
import io.slipstream.core.chain.EffectiveAmounts;
import io.slipstream.core.chain.ExchangeContract;
import io.slipstream.core.chain.OrderFill;
import io.slipstream.core.chain.OrderFilledDecoder;
import io.slipstream.core.inventory.TransactionReading;
import io.slipstream.core.inventory.VenueContracts;
import io.slipstream.sim.chain.Block;
import io.slipstream.sim.chain.LogEntry;
import io.slipstream.sim.chain.Placement;
import io.slipstream.sim.exchange.MatchType;
import io.slipstream.sim.venue.FillLedger.MinedFill;
import io.slipstream.sim.venue.Timeline;
import io.slipstream.sim.venue.Venue;
import io.slipstream.sim.venue.VenueParameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What orders really traded, as their logs and those of the orders they met tell it, against what the matching engine knows
 * and against the collateral and tokens that moved. {@code -Dsettlement.seed=} repeats a run.
 */
@Timeout(240)
class SettlementAmountsTest {

    private static final long SEED = Long.getLong("settlement.seed", new Random().nextInt(1_000_000));
    private static final long BEGIN_MILLIS = 1_795_000_000_000L;
    private static final int SECONDS = 400;
    private static final VenueContracts CONTRACTS = VenueContracts.of(ExchangeContract.venue(), Set.of());

    private final Map<String, MinedFill> truth = new HashMap<>();
    private final Set<List<MatchType>> kinds = new HashSet<>();
    private int took;
    private int refunded;
    private int aboveADollar;

    @Test
    void areWhatTheMatchingEngineKnowsAndTheLedgersMove() {
        System.out.println("settlement.seed=" + SEED);
        Timeline timeline = new Timeline(1);
        timeline.begin(new Timeline.Segment(0, BEGIN_MILLIS));
        Venue venue = new Venue(new VenueParameters(SEED, 1, 1_500, 24), timeline);
        long seen = venue.chain().head().number();
        for (int second = 0; second < SECONDS; second++) {
            for (int step = 0; step < 1_000 / VenueParameters.STEP_MILLIS; step++) {
                venue.step();
            }
            venue.ledger().allFills().forEach(fill -> truth.put(fill.blockHash() + "|" + fill.logIndex(), fill));
            for (; seen < venue.chain().head().number(); seen++) {
                check(venue.chain().block(seen + 1).orElseThrow());
            }
        }
        assertThat(took).as("seed %d", SEED).isGreaterThan(500);
        assertThat(refunded).as("seed %d", SEED).isGreaterThan(10);
        assertThat(aboveADollar).as("seed %d", SEED).isPositive();
        assertThat(kinds)
                .as("seed %d", SEED)
                .contains(List.of(MatchType.COMPLEMENTARY), List.of(MatchType.MINT), List.of(MatchType.MERGE));
    }

    private void check(Block block) {
        for (Placement placement : block.placements()) {
            List<ChainLog> logs = logs(block, placement);
            List<OrderFill> fills = new ArrayList<>();
            for (ChainLog log : logs) {
                for (ExchangeContract exchange : ExchangeContract.venue()) {
                    if (exchange.address().equals(log.address())
                            && log.topics().getFirst().equals(exchange.layout().topic0())) {
                        fills.add(((Decoded.Fill) OrderFilledDecoder.decode(log, exchange)).fill());
                    }
                }
            }
            fills.forEach(fill -> check(block, fill, fills));
            for (OrderFill fill : fills) {
                assertThat(TransactionReading.read(CONTRACTS, fill.maker(), logs))
                        .as("seed %d, %s", SEED, fill)
                        .isEqualTo(new TransactionReading.Result(List.of(), List.of()));
            }
        }
    }

    private void check(Block block, OrderFill fill, List<OrderFill> transaction) {
        MinedFill known = truth.get(block.hash() + "|" + fill.log().logIndex());
        if (known == null) {
            return; // of somebody who quoted a combination: nobody keeps it
        }
        EffectiveAmounts told = fill.effective();
        EffectiveAmounts amounts = told == null ? EffectiveAmounts.among(transaction, fill) : told;
        assertThat(amounts)
                .as("seed %d, %s", SEED, fill)
                .isEqualTo(new EffectiveAmounts(
                        known.fill().sharesMicros(), known.fill().cashMicros()));
        assertThat(fill.sharesMicros()).isEqualTo(known.fill().loggedSharesMicros());
        assertThat(fill.usdcMicros()).isEqualTo(known.fill().loggedCashMicros());
        if (fill.isAggressor()) {
            took++;
            kinds.add(known.fill().matchTypes());
            boolean before =
                    fill.sharesMicros() != Objects.requireNonNull(amounts).sharesMicros()
                            || fill.usdcMicros() != amounts.usdcMicros();
            refunded += before ? 1 : 0;
            aboveADollar += fill.usdcMicros() > fill.sharesMicros() ? 1 : 0;
        }
    }

    private static List<ChainLog> logs(Block block, Placement placement) {
        List<ChainLog> logs = new ArrayList<>();
        int index = placement.firstLogIndex();
        for (LogEntry entry : placement.transaction().logs()) {
            logs.add(new ChainLog(
                    new Address(entry.address()),
                    entry.event().topics(),
                    entry.event().data(),
                    block.number(),
                    block.hash(),
                    placement.transaction().hash(),
                    index++,
                    block.timestampSeconds(),
                    false));
        }
        return logs;
    }
}
