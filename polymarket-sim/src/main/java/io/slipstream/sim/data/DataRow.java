package io.slipstream.sim.data;

import io.slipstream.sim.chain.Placement;
import io.slipstream.sim.exchange.Order;
import io.slipstream.sim.exchange.Outcome;
import io.slipstream.sim.market.Listing;
import io.slipstream.sim.venue.Fill;
import io.slipstream.sim.venue.Venue;
import io.slipstream.sim.wire.Decimals;
import io.slipstream.sim.wire.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import tools.jackson.databind.node.ObjectNode;

/** Spells one fill as a row of /trades or /activity. */
final class DataRow {

    private DataRow() {}

    static ObjectNode spell(Venue venue, Fill fill, Placement placement, boolean activity) {
        Order order = fill.order();
        Listing listing = venue.marketplace().listing(order.market().index());
        BigDecimal size = Decimals.microsNumber(fill.sharesMicros());
        BigDecimal dollars = Decimals.microsNumber(fill.cashMicros());
        BigDecimal price = dollars.divide(size, MathContext.DECIMAL64).stripTrailingZeros();
        ObjectNode out = Json.object().put("proxyWallet", order.owner().address());
        if (activity) {
            out.put("timestamp", placement.block().timestampSeconds())
                    .put("conditionId", order.market().terms().conditionId())
                    .put("type", "TRADE")
                    .put("size", size)
                    .put("usdcSize", dollars)
                    .put("transactionHash", fill.transaction().hash())
                    .put("price", price)
                    .put("asset", order.market().tokenText(order.outcome()))
                    .put("side", order.side().name())
                    .put("outcomeIndex", order.outcome().index());
        } else {
            out.put("side", order.side().name())
                    .put("asset", order.market().tokenText(order.outcome()))
                    .put("conditionId", order.market().terms().conditionId())
                    .put("size", size)
                    .put("price", price)
                    .put("timestamp", placement.block().timestampSeconds());
        }
        out.put("title", listing.text().question())
                .put("slug", listing.text().slug())
                .put("icon", "")
                .put("eventSlug", listing.event().slug())
                .put(
                        "outcome",
                        order.outcome() == Outcome.YES
                                ? listing.text().yesLabel()
                                : listing.text().noLabel());
        if (!activity) {
            out.put("outcomeIndex", order.outcome().index());
        }
        out.put("name", order.owner().label())
                .put("pseudonym", order.owner().label())
                .put("bio", "")
                .put("profileImage", "")
                .put("profileImageOptimized", "");
        if (!activity) {
            out.put("transactionHash", fill.transaction().hash());
        }
        return out;
    }
}
