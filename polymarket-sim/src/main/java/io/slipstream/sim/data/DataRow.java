package io.slipstream.sim.data;

import io.slipstream.sim.exchange.Outcome;
import io.slipstream.sim.market.Listing;
import io.slipstream.sim.venue.Fill;
import io.slipstream.sim.venue.FillLedger.MinedFill;
import io.slipstream.sim.venue.Venue;
import io.slipstream.sim.wire.Decimals;
import io.slipstream.sim.wire.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import tools.jackson.databind.node.ObjectNode;

/** Spells one fill as a row of /trades or /activity. */
final class DataRow {

    private DataRow() {}

    static ObjectNode spell(Venue venue, MinedFill mined, boolean activity) {
        Fill fill = mined.fill();
        long second = Math.floorDiv(mined.blockMillis(), 1000L);
        Listing listing = venue.marketplace().listing(fill.market().index());
        BigDecimal size = Decimals.microsNumber(fill.sharesMicros());
        BigDecimal dollars = Decimals.microsNumber(fill.cashMicros());
        BigDecimal price = dollars.divide(size, MathContext.DECIMAL64).stripTrailingZeros();
        ObjectNode out = Json.object().put("proxyWallet", fill.owner().address());
        if (activity) {
            out.put("timestamp", second)
                    .put("conditionId", fill.market().terms().conditionId())
                    .put("type", "TRADE")
                    .put("size", size)
                    .put("usdcSize", dollars)
                    .put("transactionHash", fill.transactionHash())
                    .put("price", price)
                    .put("asset", fill.market().tokenText(fill.outcome()))
                    .put("side", fill.side().name())
                    .put("outcomeIndex", fill.outcome().index());
        } else {
            out.put("side", fill.side().name())
                    .put("asset", fill.market().tokenText(fill.outcome()))
                    .put("conditionId", fill.market().terms().conditionId())
                    .put("size", size)
                    .put("price", price)
                    .put("timestamp", second);
        }
        out.put("title", listing.text().question())
                .put("slug", listing.text().slug())
                .put("icon", "")
                .put("eventSlug", listing.event().slug())
                .put(
                        "outcome",
                        fill.outcome() == Outcome.YES
                                ? listing.text().yesLabel()
                                : listing.text().noLabel());
        if (!activity) {
            out.put("outcomeIndex", fill.outcome().index());
        }
        out.put("name", fill.owner().label())
                .put("pseudonym", fill.owner().label())
                .put("bio", "")
                .put("profileImage", "")
                .put("profileImageOptimized", "");
        if (!activity) {
            out.put("transactionHash", fill.transactionHash());
        }
        return out;
    }
}
