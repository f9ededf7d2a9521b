package io.slipstream.sim.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.sim.chain.ContractEvent.OrderFilled;
import io.slipstream.sim.chain.Contracts;
import io.slipstream.sim.chain.LogEntry;
import io.slipstream.sim.chain.Placement;
import io.slipstream.sim.chain.TokenEvent.TransferSingle;
import io.slipstream.sim.exchange.Side;
import io.slipstream.sim.venue.FillLedger.MinedFill;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CombosTest {

    @Test
    void settlesCombosOnTheThirdExchangeAsTheTruthSays() {
        Venue venue = Venues.of(42);
        Venues.run(venue, 3_600);
        List<MinedFill> combos = venue.ledger().leaderFills().stream()
                .filter(mined -> mined.fill().instrument() instanceof Instrument.Combo)
                .toList();

        assertThat(combos).hasSizeBetween(15, 50);
        assertThat(combos).anyMatch(mined -> mined.fill().side() == Side.SELL);
        for (MinedFill mined : combos) {
            Fill fill = mined.fill();
            Placement placement =
                    venue.chain().placement(fill.transactionHash()).orElseThrow();
            List<LogEntry> logs = placement.transaction().logs();
            LogEntry log = logs.get(mined.logIndex() - placement.firstLogIndex());
            assertThat(log.address()).isEqualTo(Contracts.EXCHANGE_V3);
            OrderFilled event = (OrderFilled) log.event();
            assertThat(event.maker()).isEqualTo(fill.owner().address());
            assertThat(event.taker()).isEqualTo(Contracts.EXCHANGE_V3);
            assertThat(event.tokenId()).isEqualTo(fill.instrument().token());
            assertThat(event.tokenId().shiftRight(248).intValue()).isEqualTo(3);
            assertThat(logs.stream()
                            .filter(each -> each.event() instanceof TransferSingle)
                            .map(LogEntry::address))
                    .hasSize(2)
                    .containsOnly(Contracts.POSITION_MANAGER);
        }
    }
}
