package io.slipstream.sim.data;

import io.slipstream.sim.exchange.Outcome;
import io.slipstream.sim.market.Listing;
import io.slipstream.sim.market.ListingText;
import io.slipstream.sim.venue.Fill;
import io.slipstream.sim.venue.FillLedger.MinedFill;
import io.slipstream.sim.venue.Instrument;
import io.slipstream.sim.venue.Venue;
import io.slipstream.sim.wire.Decimals;
import io.slipstream.sim.wire.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import tools.jackson.databind.node.ObjectNode;

/** Spells one fill as a row of /trades or /activity. */
final class DataRow {

    /** What a row says of the market for people. */
    private record Title(String question, String slug, String eventSlug, String outcome, int outcomeIndex) {}

    private DataRow() {}

    static ObjectNode spell(Venue venue, MinedFill mined, boolean activity) {
        Fill fill = mined.fill();
        long second = Math.floorDiv(mined.blockMillis(), 1000L);
        Title title = title(venue, fill.instrument());
        BigDecimal size = Decimals.microsNumber(fill.sharesMicros());
        BigDecimal dollars = Decimals.microsNumber(fill.cashMicros());
        BigDecimal price = dollars.divide(size, MathContext.DECIMAL64).stripTrailingZeros();
        ObjectNode out = Json.object().put("proxyWallet", fill.owner().address());
        if (activity) {
            out.put("timestamp", second)
                    .put("conditionId", fill.instrument().conditionId())
                    .put("type", "TRADE")
                    .put("size", size)
                    .put("usdcSize", dollars)
                    .put("transactionHash", fill.transactionHash())
                    .put("price", price)
                    .put("asset", fill.instrument().tokenText())
                    .put("side", fill.side().name())
                    .put("outcomeIndex", title.outcomeIndex());
        } else {
            out.put("side", fill.side().name())
                    .put("asset", fill.instrument().tokenText())
                    .put("conditionId", fill.instrument().conditionId())
                    .put("size", size)
                    .put("price", price)
                    .put("timestamp", second);
        }
        out.put("title", title.question())
                .put("slug", title.slug())
                .put("icon", "")
                .put("eventSlug", title.eventSlug())
                .put("outcome", title.outcome());
        if (!activity) {
            out.put("outcomeIndex", title.outcomeIndex());
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

    private static Title title(Venue venue, Instrument instrument) {
        return switch (instrument) {
            case Instrument.Listed listed -> {
                Listing listing = venue.marketplace().listing(listed.market().index());
                ListingText text = listing.text();
                boolean yes = listed.outcome() == Outcome.YES;
                yield new Title(
                        text.question(),
                        text.slug(),
                        listing.event().slug(),
                        yes ? text.yesLabel() : text.noLabel(),
                        listed.outcome().index());
            }
            case Instrument.Combo combo -> {
                String slug = "combo-" + combo.conditionId().substring(2, 10);
                yield new Title("Combo " + combo.conditionId().substring(2, 10), slug, slug, "Yes", 0);
            }
        };
    }
}
