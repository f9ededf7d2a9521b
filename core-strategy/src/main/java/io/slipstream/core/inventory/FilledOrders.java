package io.slipstream.core.inventory;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.ChainLog;
import io.slipstream.core.chain.Decoded;
import io.slipstream.core.chain.EffectiveAmounts;
import io.slipstream.core.chain.EventLayout;
import io.slipstream.core.chain.ExchangeContract;
import io.slipstream.core.chain.OrderFill;
import io.slipstream.core.chain.OrderFilledDecoder;
import io.slipstream.core.market.Side;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a leader's fills of a transaction say that it did to his inventory. */
final class FilledOrders {

    private final List<Filled> filled = new ArrayList<>();

    /**
     * A fill of the leader.
     *
     * @param traded what was really traded, null if the logs at hand do not tell
     */
    record Filled(
            OrderFill fill, EventLayout layout, @Nullable EffectiveAmounts traded) {

        /** Micro-shares that came (positive) or went. */
        long shares() {
            EffectiveAmounts known = traded;
            long shares = known == null ? fill.sharesMicros() : known.sharesMicros();
            return fill.side() == Side.SELL ? -shares : shares - (fill.feeInShares() ? fill.feeMicros() : 0);
        }
    }

    FilledOrders(VenueContracts venue, Address leader, List<ChainLog> logs) {
        for (ExchangeContract exchange : venue.exchanges()) {
            List<OrderFill> all = new ArrayList<>();
            for (ChainLog log : logs) {
                if (log.address().equals(exchange.address())
                        && OrderFilledDecoder.decode(log, exchange) instanceof Decoded.Fill decoded) {
                    all.add(decoded.fill());
                }
            }
            for (OrderFill fill : all) {
                if (fill.maker().equals(leader)) {
                    EffectiveAmounts told = fill.effective();
                    filled.add(new Filled(
                            fill, exchange.layout(), told == null ? EffectiveAmounts.among(all, fill) : told));
                }
            }
        }
    }

    List<Filled> filled() {
        return filled;
    }

    boolean isEmpty() {
        return filled.isEmpty();
    }

    /**
     * Micro-dollars that came (positive) or went with the fills, fees included. Null if that is not known: not all that was
     * really traded is, or a fee of the first generation may have come back in part.
     */
    @Nullable
    Long collateral() {
        long delta = 0;
        for (Filled each : filled) {
            EffectiveAmounts traded = each.traded;
            if (traded == null || each.layout != EventLayout.V2) {
                return null;
            }
            delta +=
                    (each.fill.side() == Side.BUY ? -traded.usdcMicros() : traded.usdcMicros()) - each.fill.feeMicros();
        }
        return filled.isEmpty() ? null : Long.valueOf(delta);
    }
}
