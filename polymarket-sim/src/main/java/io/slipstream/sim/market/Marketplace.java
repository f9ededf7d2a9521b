package io.slipstream.sim.market;

import io.slipstream.sim.exchange.Account;
import io.slipstream.sim.exchange.MarketStatus;
import io.slipstream.sim.exchange.MatchingEngine;
import io.slipstream.sim.exchange.Outcome;
import io.slipstream.sim.wire.Decimals;
import io.slipstream.sim.wire.Keccak;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Everybody who trades, and the markets that open and close under them. */
public final class Marketplace {

    private static final long RICH_MICROS = 20_000_000L * Decimals.MICROS;
    private static final long LEADER_MICROS = 250_000L * Decimals.MICROS;
    private static final long POOR_MICROS = 25_000L * Decimals.MICROS;
    private static final int GROUP_SIZE = 3;
    private static final List<Category> PATTERN = List.of(
            Category.CRYPTO_SHORT,
            Category.CRYPTO,
            Category.SPORTS,
            Category.POLITICS,
            Category.GEOPOLITICS,
            Category.CRYPTO_SHORT,
            Category.SPORTS,
            Category.ECONOMICS,
            Category.CRYPTO,
            Category.SPORTS);
    private static final List<Quoter.Style> MAKERS = List.of(
            new Quoter.Style(5, 60, 14, 20, 500, 1_500),
            new Quoter.Style(9, 110, 14, 40, 900, 2_500),
            new Quoter.Style(15, 160, 16, 20, 1_400, 4_000));
    private static final Quoter.Style PASSIVE_LEADER = new Quoter.Style(7, 45, 2, 40, 250, 2_500);

    private final long seed;
    private final MatchingEngine engine;
    private final Catalogue catalogue;
    private final Agenda agenda = new Agenda();
    private final List<Listing> listings = new ArrayList<>();
    private final List<Listing> open = new ArrayList<>();
    private final List<Listing> proposed = new ArrayList<>();
    private final List<Leader> leaders = new ArrayList<>();
    private final List<Account> makers = new ArrayList<>();
    private final List<Consumer<Listing>> openings = new ArrayList<>();
    private long samples;

    /**
     * Opens the first markets and lets everybody in.
     *
     * @param seed where all randomness comes from
     * @param marketCount how many markets are open at any time
     * @param engine the exchange
     * @param wallMillis from simulated to wall-clock milliseconds, for titles
     */
    public Marketplace(long seed, int marketCount, MatchingEngine engine, LongUnaryOperator wallMillis) {
        this.seed = seed;
        this.engine = engine;
        this.catalogue = new Catalogue(seed, engine, wallMillis);
        enrol();
        openFirst(marketCount);
    }

    /** The leaders, in a fixed order. */
    public List<Leader> leaders() {
        return Collections.unmodifiableList(leaders);
    }

    /** All listings ever, in the order of listing. */
    public List<Listing> listings() {
        return Collections.unmodifiableList(listings);
    }

    /** The listing of a market on the exchange. */
    public Listing listing(int marketIndex) {
        return listings.get(marketIndex);
    }

    /** How many markets take orders now. */
    public int openCount() {
        return open.size();
    }

    /** Adds somebody who is told of every market that opens from now on. */
    public void onOpening(Consumer<Listing> listener) {
        openings.add(listener);
    }

    /** Lets everybody act who is due. */
    public void advance(long nowMillis) {
        if (nowMillis / Listing.SAMPLE_MILLIS > samples) {
            samples = nowMillis / Listing.SAMPLE_MILLIS;
            drift();
        }
        close(nowMillis);
        agenda.run(nowMillis);
    }

    private void enrol() {
        for (int i = 0; i < MAKERS.size(); i++) {
            makers.add(account("maker-" + (i + 1), RICH_MICROS));
        }
        Floor floor = new Floor(engine, open);
        for (int i = 1; i <= 12; i++) {
            Account account = account("visitor-" + i, LEADER_MICROS);
            agenda.add(500L * i, new NoiseTaker(floor, account, 6, 400, 6_000, new Draw(seed, account.label())));
        }
        Account swift = leader("Swift", Leader.Kind.INFORMED);
        agenda.add(
                900,
                new SignalTaker(
                        floor,
                        swift,
                        new SignalTaker.Style(0, 250, 100, 30, 400, 3_000, 2_200),
                        new Draw(seed, "swift")));
        Account osprey = leader("Osprey", Leader.Kind.INFORMED);
        agenda.add(
                1_300,
                new SignalTaker(
                        floor,
                        osprey,
                        new SignalTaker.Style(1_500, 350, 50, 40, 600, 4_000, 2_600),
                        new Draw(seed, "osprey")));
        Account comber = leader("Comber", Leader.Kind.SWEEPER);
        agenda.add(
                1_700,
                new SignalTaker(
                        floor,
                        comber,
                        new SignalTaker.Style(6_000, 150, 700, 250, 800, 6_000, 4_000),
                        new Draw(seed, "comber")));
        leader("Heron", Leader.Kind.PASSIVE);
        leader("Warden", Leader.Kind.PASSIVE);
        Account drifter = leader("Drifter", Leader.Kind.MOMENTUM);
        agenda.add(2_100, new MomentumTaker(floor, drifter, 1_500, new Draw(seed, "drifter")));
        Account gambler = leader("Gambler", Leader.Kind.NOISE);
        agenda.add(2_500, new NoiseTaker(floor, gambler, 20, 500, 2_200, new Draw(seed, "gambler")));
        Account magpie = leader("Magpie", Leader.Kind.NOISE);
        agenda.add(2_900, new NoiseTaker(floor, magpie, 20, 300, 3_000, new Draw(seed, "magpie")));
        agenda.add(10_000, this::refill);
    }

    private Account leader(String label, Leader.Kind kind) {
        Account account = account(label, LEADER_MICROS);
        leaders.add(new Leader(account, kind));
        return account;
    }

    private Account account(String label, long micros) {
        Account account = engine.openAccount(Keccak.address(seed + "/account/" + label), label);
        account.deposit(micros);
        return account;
    }

    /** Who runs dry brings new money in. */
    private long refill(long nowMillis) {
        for (Account account : engine.accounts()) {
            if (account.freeMicros() < POOR_MICROS) {
                account.deposit(makers.contains(account) ? RICH_MICROS : LEADER_MICROS);
            }
        }
        return 10_000;
    }

    private void openFirst(int marketCount) {
        Draw ages = new Draw(seed, "ages");
        int slot = 0;
        while (listings.size() < marketCount) {
            Category category = PATTERN.get(slot % PATTERN.size());
            boolean group = category == Category.POLITICS && marketCount - listings.size() >= GROUP_SIZE;
            openEvent(category, group, 0, ages.between(0, 0.9));
            slot++;
        }
    }

    private void openEvent(Category category, boolean group, long nowMillis, double age) {
        List<Listing> opened = group
                ? catalogue.openGroup(category, GROUP_SIZE, nowMillis, age)
                : catalogue.openBinary(category, nowMillis, age);
        for (Listing listing : opened) {
            listings.add(listing);
            open.add(listing);
            for (int i = 0; i < makers.size(); i++) {
                startQuoter(listing, makers.get(i), MAKERS.get(i), nowMillis + 20 + 30L * i);
            }
            List<Leader> passive = leaders.stream()
                    .filter(leader -> leader.kind() == Leader.Kind.PASSIVE)
                    .toList();
            Leader chosen = passive.get(listing.market().index() % passive.size());
            if (listing.market().index() % 4 < 2) {
                startQuoter(listing, chosen.account(), PASSIVE_LEADER, nowMillis + 3_000);
            }
            openings.forEach(listener -> listener.accept(listing));
        }
    }

    private void startQuoter(Listing listing, Account account, Quoter.Style style, long dueMillis) {
        Draw draw = new Draw(
                seed, "quoter/" + account.label() + "/" + listing.market().index());
        agenda.add(dueMillis, new Quoter(engine, account, listing, style, draw, dueMillis));
    }

    private void drift() {
        @Nullable Event last = null;
        for (Listing listing : open) {
            if (!listing.event().equals(last)) {
                last = listing.event();
                last.prospect().advance(Listing.SAMPLE_MILLIS / 1000.0);
            }
        }
        open.forEach(Listing::sample);
    }

    /** Halts what has ended, opens its replacement at once, and pays out what was proposed long enough. */
    private void close(long nowMillis) {
        List<Listing> ended = open.stream()
                .filter(listing -> listing.event().endsAtMillis() <= nowMillis)
                .toList();
        open.removeAll(ended);
        proposed.addAll(ended);
        @Nullable Event last = null;
        for (Listing listing : ended) {
            engine.halt(listing.market());
            if (!listing.event().equals(last)) {
                last = listing.event();
                last.settle();
                openEvent(last.category(), last.negRisk(), nowMillis, 0);
            }
        }
        for (Listing listing : List.copyOf(proposed)) {
            Outcome verdict = listing.verdict();
            boolean due = listing.event().resolvesAtMillis() <= nowMillis;
            if (due && verdict != null && listing.market().status() == MarketStatus.HALTED) {
                proposed.remove(listing);
                engine.resolve(listing.market(), verdict);
            }
        }
    }
}
