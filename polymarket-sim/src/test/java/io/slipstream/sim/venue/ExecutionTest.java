package io.slipstream.sim.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.sim.chain.ContractEvent.OrderFilled;
import io.slipstream.sim.chain.Contracts;
import io.slipstream.sim.chain.Placement;
import io.slipstream.sim.chain.Reorganisation;
import io.slipstream.sim.exchange.ExchangeListener;
import io.slipstream.sim.exchange.MakerFill;
import io.slipstream.sim.exchange.Match;
import io.slipstream.sim.exchange.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Transactions that fill one order several times, and that a reorg executes anew. */
@Timeout(60)
class ExecutionTest {

    @Test
    void listsAMakerOrderSeveralTimesAndChangesNoTotal() {
        List<Match> matches = new ArrayList<>();
        Venue venue = Venues.of(7);
        venue.engine().addListener(new ExchangeListener() {
            @Override
            public void matched(Match match) {
                matches.add(match);
            }
        });
        Venues.run(venue, 300);
        assertThat(matches).hasSizeGreaterThan(100);
        int several = 0;
        for (Match match : matches) {
            Match sent = Execution.sent(match);
            assertThat(sent.sharesMicros()).isEqualTo(match.sharesMicros());
            assertThat(sent.cashMicros()).isEqualTo(match.cashMicros());
            assertThat(sent.makerFills().stream()
                            .mapToLong(MakerFill::sharesMicros)
                            .sum())
                    .isEqualTo(match.makerFills().stream()
                            .mapToLong(MakerFill::sharesMicros)
                            .sum());
            several += sent.makerFills().size() > match.makerFills().size() ? 1 : 0;
        }
        assertThat(several).isGreaterThan(matches.size() / 10);
    }

    /** What the ledger says is what the logs say, before and after reorgs that execute matches anew. */
    @Test
    void executesMatchesAnewAndTheTruthSaysSo() {
        Venue venue = Venues.of(11);
        int changed = 0;
        for (int round = 0; round < 40; round++) {
            Venues.run(venue, 6);
            Map<String, String> before = logs(venue);
            venue.reorganise(new Reorganisation(3, true, 25, 5, 50));
            Map<String, String> now = logs(venue);
            changed += (int) before.entrySet().stream()
                    .filter(entry -> now.containsKey(entry.getKey())
                            && !now.get(entry.getKey()).equals(entry.getValue()))
                    .count();
            List<String> truth = venue.ledger().allFills().stream()
                    .map(mined -> mined.blockHash() + " " + mined.logIndex() + " "
                            + mined.fill().loggedSharesMicros())
                    .toList();
            assertThat(truth).containsAll(filled(venue));
        }
        assertThat(changed).isGreaterThan(20);
    }

    /** By transaction, what its exchange's logs say. */
    private static Map<String, String> logs(Venue venue) {
        Map<String, String> logs = new HashMap<>();
        for (long number = Math.max(
                        venue.chain().oldestNumber(), venue.chain().head().number() - 5);
                number <= venue.chain().head().number();
                number++) {
            for (Placement placement : venue.chain().block(number).orElseThrow().placements()) {
                StringBuilder data = new StringBuilder();
                placement
                        .transaction()
                        .logs()
                        .forEach(log -> data.append(log.event().data()));
                logs.put(placement.transaction().hash(), data.toString());
            }
        }
        return logs;
    }

    private static List<String> filled(Venue venue) {
        List<String> filled = new ArrayList<>();
        for (long number = Math.max(
                        venue.chain().oldestNumber(), venue.chain().head().number() - 5);
                number <= venue.chain().head().number();
                number++) {
            for (Placement placement : venue.chain().block(number).orElseThrow().placements()) {
                for (int i = 0; i < placement.transaction().logs().size(); i++) {
                    if (placement.transaction().logs().get(i).event() instanceof OrderFilled fill
                            && isOfAMatch(placement.transaction().to())) {
                        long shares = fill.side() == Side.BUY ? fill.takerAmount() : fill.makerAmount();
                        filled.add(placement.block().hash() + " " + (placement.firstLogIndex() + i) + " " + shares);
                    }
                }
            }
        }
        return filled;
    }

    private static boolean isOfAMatch(String contract) {
        return contract.equals(Contracts.CTF_EXCHANGE) || contract.equals(Contracts.NEG_RISK_EXCHANGE);
    }
}
