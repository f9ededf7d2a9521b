package io.slipstream.sim.market;

import io.slipstream.sim.exchange.MarketTerms;
import io.slipstream.sim.exchange.MatchingEngine;
import io.slipstream.sim.wire.Decimals;
import io.slipstream.sim.wire.Keccak;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongUnaryOperator;

/** Invents events and lists their markets. */
final class Catalogue {

    private static final int[] TICKS = {100, 100, 100, 10, 100, 50, 100, 25, 10};
    private static final long RESOLUTION_DELAY_MILLIS = 12_000;
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final List<String> COINS = List.of("Bitcoin", "Ethereum", "Solana", "XRP");
    private static final List<String> TICKERS = List.of("btc", "eth", "sol", "xrp");
    private static final List<String> CLUBS =
            List.of("Falcons", "Harbour City", "Lions", "Northgate", "Rovers", "Pilots", "Union", "Athletic");
    private static final List<String> PLACES = List.of("Ardenia", "Borland", "Calvera", "Dorne", "Estwick", "Fallmark");
    private static final List<String> PEOPLE = List.of("Adler", "Brandt", "Castillo", "Dupont", "Eriksen", "Farkas");
    private static final List<String> FIGURES =
            List.of("inflation above 3%", "unemployment below 4%", "a rate cut", "GDP growth above 2%");

    private final long seed;
    private final MatchingEngine engine;
    private final LongUnaryOperator wallMillis;
    private int events;
    private int markets;

    /** Lists on an engine; {@code wallMillis} turns simulated into wall-clock milliseconds. */
    Catalogue(long seed, MatchingEngine engine, LongUnaryOperator wallMillis) {
        this.seed = seed;
        this.engine = engine;
        this.wallMillis = wallMillis;
    }

    /** Opens a plain event with one market; {@code age} is the part of its life that is over already. */
    List<Listing> openBinary(Category category, long nowMillis, double age) {
        Draw draw = new Draw(seed, "event/" + events);
        double chance = draw.between(0.25, 0.75);
        Event event = event(draw, category, false, new double[] {chance, 1 - chance}, nowMillis, age);
        return List.of(listing(draw, event, 0, ""));
    }

    /** Opens a neg-risk event with several markets of which exactly one comes true. */
    List<Listing> openGroup(Category category, int size, long nowMillis, double age) {
        Draw draw = new Draw(seed, "event/" + events);
        double[] chances = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            chances[i] = draw.between(0.6, 1.6);
            sum += chances[i];
        }
        for (int i = 0; i < size; i++) {
            chances[i] /= sum;
        }
        Event event = event(draw, category, true, chances, nowMillis, age);
        List<Listing> out = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            out.add(listing(draw, event, i, PEOPLE.get((event.id() + i) % PEOPLE.size())));
        }
        return out;
    }

    private Event event(Draw draw, Category category, boolean negRisk, double[] chances, long nowMillis, double age) {
        long lifeMillis = 1000L * draw.whole(category.shortestSeconds(), category.longestSeconds());
        long endsAt = nowMillis + Math.max(60_000, (long) (lifeMillis * (1 - age)));
        long resolvesAt = endsAt + RESOLUTION_DELAY_MILLIS;
        Prospect prospect = new Prospect(chances, category.volatility(), new Draw(seed, "prospect/" + events));
        events++;
        String title =
                title(draw, category, negRisk, wallMillis.applyAsLong(nowMillis), wallMillis.applyAsLong(endsAt));
        String slug = slug(title) + "-" + events;
        return new Event(events, category, slug, title, negRisk, prospect, nowMillis, endsAt, resolvesAt);
    }

    private Listing listing(Draw draw, Event event, int outcome, String candidate) {
        markets++;
        String label = seed + "/market/" + markets;
        MarketTerms terms = new MarketTerms(
                Keccak.word(label + "/condition"),
                new BigInteger(1, Keccak.hash(label + "/yes")),
                new BigInteger(1, Keccak.hash(label + "/no")),
                event.negRisk(),
                event.negRisk() ? 10 : TICKS[draw.whole(0, TICKS.length - 1)],
                5 * Decimals.MICROS,
                event.category().fees(),
                event.category().takerDelayMillis(Instant.ofEpochMilli(wallMillis.applyAsLong(event.opensAtMillis()))));
        boolean upDown = event.category().upOrDown();
        String question = candidate.isEmpty() ? event.title() : "Will " + candidate + " win: " + event.title();
        ListingText text = new ListingText(
                540_000 + markets,
                Keccak.word(label + "/question"),
                question,
                candidate.isEmpty() ? event.slug() : event.slug() + "-" + slug(candidate),
                candidate,
                upDown ? "Up" : "Yes",
                upDown ? "Down" : "No",
                "Made up by the simulator. Resolves by a latent probability that no trader sees in full.");
        return new Listing(engine.list(terms), text, event, outcome);
    }

    private static String title(Draw draw, Category category, boolean negRisk, long fromMillis, long toMillis) {
        return switch (category) {
            case CRYPTO, CRYPTO_SHORT -> upDownTitle(draw.whole(0, COINS.size() - 1), fromMillis, toMillis);
            case SPORTS -> {
                int home = draw.whole(0, CLUBS.size() - 1);
                int away = (home + draw.whole(1, CLUBS.size() - 1)) % CLUBS.size();
                yield "Will " + CLUBS.get(home) + " beat " + CLUBS.get(away) + "?";
            }
            case POLITICS -> {
                String place = PLACES.get(draw.whole(0, PLACES.size() - 1));
                yield negRisk
                        ? place + " leadership election"
                        : "Will " + PEOPLE.get(draw.whole(0, PEOPLE.size() - 1)) + " be appointed in " + place + "?";
            }
            case GEOPOLITICS -> {
                int first = draw.whole(0, PLACES.size() - 1);
                int second = (first + draw.whole(1, PLACES.size() - 1)) % PLACES.size();
                yield "Ceasefire between " + PLACES.get(first) + " and " + PLACES.get(second) + " this week?";
            }
            case ECONOMICS ->
                "Will " + PLACES.get(draw.whole(0, PLACES.size() - 1)) + " report "
                        + FIGURES.get(draw.whole(0, FIGURES.size() - 1)) + "?";
        };
    }

    private static String upDownTitle(int coin, long fromMillis, long toMillis) {
        DateTimeFormatter day = DateTimeFormatter.ofPattern("MMMM d", Locale.US).withZone(NEW_YORK);
        DateTimeFormatter hour = DateTimeFormatter.ofPattern("h:mma", Locale.US).withZone(NEW_YORK);
        Instant from = Instant.ofEpochMilli(fromMillis);
        Instant to = Instant.ofEpochMilli(toMillis);
        return COINS.get(coin) + " Up or Down - " + day.format(from) + ", " + hour.format(from) + "-" + hour.format(to)
                + " ET";
    }

    private static String slug(String title) {
        String lower = title.toLowerCase(Locale.ROOT);
        for (int coin = 0; coin < COINS.size(); coin++) {
            if (title.startsWith(COINS.get(coin) + " Up")) {
                lower = TICKERS.get(coin) + "-updown";
            }
        }
        return lower.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }
}
