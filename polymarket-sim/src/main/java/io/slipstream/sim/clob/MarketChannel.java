package io.slipstream.sim.clob;

import io.slipstream.sim.clob.Tokens.Token;
import io.slipstream.sim.exchange.ExchangeListener;
import io.slipstream.sim.exchange.Market;
import io.slipstream.sim.exchange.MarketStatus;
import io.slipstream.sim.exchange.Match;
import io.slipstream.sim.exchange.Outcome;
import io.slipstream.sim.http.SocketClient;
import io.slipstream.sim.http.SocketService;
import io.slipstream.sim.market.Listing;
import io.slipstream.sim.venue.Venue;
import io.slipstream.sim.venue.VenueGuard;
import io.slipstream.sim.wire.Json;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The market socket (section 2): who has subscribed to what, and what each of them is sent. */
public final class MarketChannel implements ExchangeListener, SocketService {

    /** Most assets of one connection. */
    public static final int MOST_ASSETS = 10_000;

    private static final class Member {
        final Set<String> assets = new LinkedHashSet<>();
        boolean customFeatures;
    }

    private final Venue venue;
    private final VenueGuard guard;
    private final Tokens tokens;
    private final MarketPush push;
    private final MarketFrames frames;
    private final Map<SocketClient, Member> members = new LinkedHashMap<>();
    private final Map<Integer, Set<SocketClient>> byMarket = new LinkedHashMap<>();
    private final Map<Integer, Long> lastQuotes = new LinkedHashMap<>();

    /** Speaks for a venue; what it pushes goes that way. */
    public MarketChannel(Venue venue, VenueGuard guard, Tokens tokens, MarketPush push) {
        this.push = push;
        this.venue = venue;
        this.guard = guard;
        this.tokens = tokens;
        this.frames = new MarketFrames(venue);
    }

    @Override
    public void received(SocketClient client, String message) {
        if (message.equals("PING")) {
            client.send("PONG");
            return;
        }
        JsonNode command;
        try {
            command = Json.read(message);
        } catch (IllegalArgumentException e) {
            client.send("INVALID OPERATION");
            return;
        }
        guard.run(() -> obey(client, command));
    }

    @Override
    public void gone(SocketClient client) {
        guard.run(() -> {
            members.remove(client);
            push.forget(client);
            byMarket.values().forEach(audience -> audience.remove(client));
        });
    }

    private void obey(SocketClient client, JsonNode command) {
        JsonNode assets = command.get("assets_ids");
        String operation = command.path("operation").asString("");
        boolean first = command.path("type").asString("").equalsIgnoreCase("market");
        if (!command.isObject() || assets == null || !assets.isArray()) {
            client.send("INVALID OPERATION");
        } else if (operation.equals("unsubscribe")) {
            unsubscribe(client, assets);
        } else if (first || operation.equals("subscribe")) {
            subscribe(client, assets, command);
        } else {
            client.send("INVALID OPERATION");
        }
    }

    private void subscribe(SocketClient client, JsonNode assets, JsonNode command) {
        Member member = members.computeIfAbsent(client, unknown -> new Member());
        JsonNode custom = command.get("custom_feature_enabled");
        if (custom != null && custom.isBoolean()) {
            member.customFeatures = custom.booleanValue();
        }
        List<Token> added = new ArrayList<>();
        for (JsonNode asset : assets) {
            String id = asset.asString("");
            if (member.assets.size() < MOST_ASSETS && member.assets.add(id)) {
                tokens.token(id).ifPresent(added::add);
            }
        }
        StringJoiner books = new StringJoiner(",", "[", "]");
        for (Token token : added) {
            audience(token.market()).add(client);
            if (token.market().status() == MarketStatus.OPEN
                    && !push.isSilent(client, token.market().tokenText(token.outcome()))) {
                books.add(BookText.frame(token.market(), token.outcome(), venue.wallMillis()));
            }
        }
        if (!added.isEmpty() && command.path("initial_dump").asBoolean(true)) {
            push.book(client, added.getFirst().market(), books.toString());
        }
    }

    private void unsubscribe(SocketClient client, JsonNode assets) {
        Member member = members.get(client);
        if (member == null) {
            return;
        }
        for (JsonNode asset : assets) {
            String id = asset.asString("");
            member.assets.remove(id);
            tokens.token(id)
                    .filter(token -> !wants(member, token.market()))
                    .ifPresent(token -> audience(token.market()).remove(client));
        }
    }

    @Override
    public void levelChanged(Market market, boolean bid, int yesPrice, long sizeMicros) {
        Set<SocketClient> audience = byMarket.get(market.index());
        if (audience != null && !audience.isEmpty()) {
            frames.nextChange();
            Map<Set<Outcome>, String> texts = new HashMap<>();
            for (SocketClient client : audience) {
                Set<Outcome> told = EnumSet.allOf(Outcome.class);
                told.removeIf(outcome -> push.isSilent(client, market.tokenText(outcome)));
                if (!told.isEmpty()) {
                    push.book(
                            client,
                            market,
                            texts.computeIfAbsent(
                                    told, some -> frames.priceChange(market, some, bid, yesPrice, sizeMicros)));
                }
            }
        }
        tellQuotes(market);
    }

    @Override
    public void matched(Match match) {
        Market market = match.market();
        String traded = market.tokenText(match.taker().outcome());
        tell(market, client -> !push.isSilent(client, traded), () -> frames.lastTrade(match));
        for (Outcome outcome : Outcome.values()) {
            tellAsset(market, outcome, () -> BookText.frame(market, outcome, venue.wallMillis()));
        }
    }

    @Override
    public void tickChanged(Market market, int oldTick) {
        for (Outcome outcome : Outcome.values()) {
            tellAsset(market, outcome, () -> frames.tickChange(market, outcome, oldTick));
        }
    }

    @Override
    public void resolved(Market market) {
        Listing listing = venue.marketplace().listing(market.index());
        tellResolved(market, listing);
        byMarket.remove(market.index());
        lastQuotes.remove(market.index());
    }

    /** Tells everybody who wants custom features of a new market; called when the catalogue has it. */
    public void announce(Listing listing) {
        @Nullable String frame = null;
        for (Map.Entry<SocketClient, Member> entry : members.entrySet()) {
            if (entry.getValue().customFeatures) {
                frame = frame == null ? frames.opened(listing) : frame;
                push.news(entry.getKey(), listing.market(), frame);
            }
        }
    }

    private void tellQuotes(Market market) {
        Set<SocketClient> audience = byMarket.get(market.index());
        if (audience == null || audience.isEmpty()) {
            return;
        }
        long quotes =
                market.book().bestBid(Outcome.YES) * 100_000L + market.book().bestAsk(Outcome.YES);
        Long before = lastQuotes.put(market.index(), quotes);
        if (before == null || before != quotes) {
            for (Outcome outcome : Outcome.values()) {
                @Nullable String frame = null;
                for (SocketClient client : audience) {
                    Member member = members.get(client);
                    if (member != null && member.customFeatures && isTold(client, member, market, outcome)) {
                        frame = frame == null ? frames.quotes(market, outcome) : frame;
                        push.book(client, market, frame);
                    }
                }
            }
        }
    }

    private void tell(Market market, Predicate<SocketClient> whom, Supplier<String> frame) {
        Set<SocketClient> audience = byMarket.get(market.index());
        if (audience == null || audience.isEmpty()) {
            return;
        }
        String text = frame.get();
        audience.stream().filter(whom).forEach(client -> push.book(client, market, text));
    }

    private void tellResolved(Market market, Listing listing) {
        Set<SocketClient> audience = byMarket.getOrDefault(market.index(), Set.of());
        for (SocketClient client : audience) {
            Member member = members.get(client);
            if (member != null && member.customFeatures) {
                push.news(client, market, frames.resolved(listing));
            }
        }
    }

    private void tellAsset(Market market, Outcome outcome, Supplier<String> frame) {
        Set<SocketClient> audience = byMarket.get(market.index());
        if (audience == null) {
            return;
        }
        @Nullable String text = null;
        for (SocketClient client : audience) {
            Member member = members.get(client);
            if (member != null && isTold(client, member, market, outcome)) {
                text = text == null ? frame.get() : text;
                push.book(client, market, text);
            }
        }
    }

    private boolean isTold(SocketClient client, Member member, Market market, Outcome outcome) {
        String token = market.tokenText(outcome);
        return member.assets.contains(token) && !push.isSilent(client, token);
    }

    private Set<SocketClient> audience(Market market) {
        return byMarket.computeIfAbsent(market.index(), unknown -> new LinkedHashSet<>());
    }

    private static boolean wants(Member member, Market market) {
        return member.assets.contains(market.tokenText(Outcome.YES))
                || member.assets.contains(market.tokenText(Outcome.NO));
    }
}
