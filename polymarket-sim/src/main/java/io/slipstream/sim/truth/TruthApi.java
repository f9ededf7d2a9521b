package io.slipstream.sim.truth;

import io.slipstream.sim.chain.Chain;
import io.slipstream.sim.chain.Contracts;
import io.slipstream.sim.exchange.Order;
import io.slipstream.sim.http.BadRequestException;
import io.slipstream.sim.http.HttpAnswer;
import io.slipstream.sim.http.HttpRequest;
import io.slipstream.sim.http.Routes;
import io.slipstream.sim.market.Leader;
import io.slipstream.sim.venue.Fill;
import io.slipstream.sim.venue.FillLedger;
import io.slipstream.sim.venue.FillLedger.MinedFill;
import io.slipstream.sim.venue.Instrument;
import io.slipstream.sim.venue.Venue;
import io.slipstream.sim.venue.VenueGuard;
import io.slipstream.sim.wire.Decimals;
import io.slipstream.sim.wire.Json;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What really happened, from the matching engine and not from the logs. */
public final class TruthApi {

    static final int LARGEST_PAGE = 10_000;
    static final int USUAL_PAGE = 1_000;

    private final Venue venue;
    private final VenueGuard guard;

    /** Answers from a venue. */
    public TruthApi(Venue venue, VenueGuard guard) {
        this.venue = venue;
        this.guard = guard;
    }

    /** Adds the endpoints below {@code /sim}. */
    public void addTo(Routes routes) {
        routes.get("/sim/truth/fills", this::fills)
                .get("/sim/truth/orders", this::orders)
                .get("/sim/leaders", request -> guard.read(() -> HttpAnswer.ok(leaders())))
                .get("/sim/status", request -> guard.read(() -> HttpAnswer.ok(status())));
    }

    private ArrayNode leaders() {
        ArrayNode out = Json.array();
        for (Leader leader : venue.marketplace().leaders()) {
            out.addObject()
                    .put("address", leader.account().address())
                    .put("label", leader.account().label())
                    .put("kind", leader.kind().name());
        }
        return out;
    }

    private ObjectNode status() {
        Chain chain = venue.chain();
        return Json.object()
                .put("seed", venue.parameters().seed())
                .put("speed", venue.parameters().speed())
                .put("blockMillis", venue.parameters().blockMillis())
                .put("step", venue.currentStep())
                .put("simMillis", venue.nowMillis())
                .put("wallMillis", venue.wallMillis())
                .put("head", chain.head().number())
                .put("headHash", chain.head().hash())
                .put("finalized", chain.finalizedNumber())
                .put("genesisBlock", Chain.GENESIS)
                .put("oldestBlock", chain.oldestNumber())
                .put("markets", venue.marketplace().openCount())
                .put("marketsEver", venue.marketplace().listings().size())
                .put("fillsMined", venue.ledger().leaderFills().size())
                .put("fillsUnmined", venue.ledger().unminedLeaderFills().size())
                .put("matches", venue.engine().matches())
                .put("exchange", Contracts.CTF_EXCHANGE)
                .put("negRiskExchange", Contracts.NEG_RISK_EXCHANGE)
                .put("exchangeV3", Contracts.EXCHANGE_V3)
                .put("unknownExchange", Contracts.UNKNOWN_EXCHANGE)
                .put("unknownLedger", Contracts.UNKNOWN_LEDGER);
    }

    private HttpAnswer fills(HttpRequest request) {
        @Nullable
        String leader = request.parameter("leader")
                .map(text -> text.toLowerCase(Locale.ROOT))
                .orElse(null);
        long from = request.whole("fromBlock", 0, 0, Long.MAX_VALUE);
        long to = request.whole("toBlock", Long.MAX_VALUE, 0, Long.MAX_VALUE);
        int limit = (int) request.whole("limit", USUAL_PAGE, 1, LARGEST_PAGE);
        long[] after = request.parameter("after").map(TruthApi::place).orElse(new long[] {-1, -1});
        return guard.read(() -> {
            List<MinedFill> entries = venue.ledger().leaderFills();
            int start = Math.max(
                    FillLedger.firstAtOrAfter(entries, from, 0),
                    FillLedger.firstAtOrAfter(entries, after[0], (int) after[1] + 1));
            ObjectNode out = Json.object();
            ArrayNode rows = out.putArray("fills");
            @Nullable MinedFill last = null;
            for (int i = start; i < entries.size() && entries.get(i).block() <= to; i++) {
                Fill fill = entries.get(i).fill();
                if (leader != null && !fill.owner().address().equals(leader)) {
                    continue;
                }
                if (rows.size() == limit && last != null) {
                    out.put("next", last.block() + "-" + last.logIndex());
                    break;
                }
                rows.add(spell(fill, entries.get(i)));
                last = entries.get(i);
            }
            if (request.flag("includeUnmined", false) && !out.has("next")) {
                venue.ledger().unminedLeaderFills().stream()
                        .filter(fill -> leader == null || fill.owner().address().equals(leader))
                        .forEach(fill -> rows.add(spell(fill, null)));
            }
            return HttpAnswer.ok(out.put("head", venue.chain().head().number()));
        });
    }

    private ObjectNode spell(Fill fill, @Nullable MinedFill mined) {
        String exchange = fill.instrument().exchange();
        ObjectNode out = Json.object()
                .put("leader", fill.owner().address())
                .put("leaderLabel", fill.owner().label())
                .put("exchange", exchange)
                .put("combo", fill.instrument() instanceof Instrument.Combo);
        if (mined == null) {
            out.putNull("blockNumber").putNull("blockHash").putNull("blockTimestamp");
        } else {
            out.put("blockNumber", mined.block())
                    .put("blockHash", mined.blockHash())
                    .put("blockTimestamp", Math.floorDiv(mined.blockMillis(), 1000L));
        }
        out.put("txHash", fill.transactionHash());
        if (mined == null) {
            out.putNull("logIndex");
        } else {
            out.put("logIndex", mined.logIndex());
        }
        out.put("orderHash", fill.orderHash())
                .put("maker", fill.owner().address())
                .put("taker", fill.aggressive() ? exchange : fill.aggressor().address())
                .put("role", fill.aggressive() ? "taker" : "maker")
                .put("conditionId", fill.instrument().conditionId())
                .put("tokenId", fill.instrument().tokenText())
                .put("side", fill.side().name())
                .put("sharesMicros", fill.sharesMicros())
                .put("usdcMicros", fill.cashMicros())
                .put("loggedSharesMicros", fill.loggedSharesMicros())
                .put("loggedUsdcMicros", fill.loggedCashMicros())
                .put("feeMicros", fill.feeMicros())
                .put("matchedAtMillis", venue.timeline().wallMillis(fill.matchedAtMillis()));
        ArrayNode types = out.putArray("matchType");
        fill.matchTypes().forEach(type -> types.add(type.name()));
        return out;
    }

    private HttpAnswer orders(HttpRequest request) {
        @Nullable
        String leader = request.parameter("leader")
                .map(text -> text.toLowerCase(Locale.ROOT))
                .orElse(null);
        int limit = (int) request.whole("limit", USUAL_PAGE, 1, LARGEST_PAGE);
        long after = request.whole("after", 0, 0, Long.MAX_VALUE);
        return guard.read(() -> {
            ObjectNode out = Json.object();
            ArrayNode rows = out.putArray("orders");
            long last = 0;
            for (Order order : venue.leaderOrders().orders()) {
                boolean wanted = leader == null || order.owner().address().equals(leader);
                if (order.id() <= after || !wanted) {
                    continue;
                }
                if (rows.size() == limit) {
                    out.put("next", Long.toString(last));
                    break;
                }
                rows.add(spell(order));
                last = order.id();
            }
            return HttpAnswer.ok(out.put("head", venue.chain().head().number()));
        });
    }

    private ObjectNode spell(Order order) {
        return Json.object()
                .put("id", order.id())
                .put("hash", order.hash())
                .put("owner", order.owner().address())
                .put("ownerLabel", order.owner().label())
                .put("conditionId", order.market().terms().conditionId())
                .put("tokenId", order.market().tokenText(order.outcome()))
                .put("side", order.side().name())
                .put("price", Decimals.price(order.price()))
                .put("sizeMicros", order.sizeMicros())
                .put("filledMicros", order.filledMicros())
                .put("type", order.type().name())
                .put("status", order.status().name())
                .put("placedAtMillis", venue.timeline().wallMillis(order.placedAtMillis()));
    }

    static long[] place(String text) {
        if (!text.matches("[0-9]{1,15}-[0-9]{1,9}")) {
            throw new BadRequestException(400, "parameter after must be the value of next");
        }
        int dash = text.indexOf('-');
        return new long[] {Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1))};
    }
}
