package io.slipstream.sim.venue;

import io.slipstream.sim.chain.Contracts;
import io.slipstream.sim.chain.PositionEvent.PositionsConverted;
import io.slipstream.sim.chain.TokenEvent.TransferBatch;
import io.slipstream.sim.chain.Transaction;
import io.slipstream.sim.exchange.Account;
import io.slipstream.sim.exchange.ExchangeListener;
import io.slipstream.sim.exchange.Market;
import io.slipstream.sim.exchange.MarketStatus;
import io.slipstream.sim.exchange.MarketTerms;
import io.slipstream.sim.exchange.Outcome;
import io.slipstream.sim.market.Draw;
import io.slipstream.sim.market.Leader;
import io.slipstream.sim.market.Listing;
import io.slipstream.sim.market.Marketplace;
import io.slipstream.sim.venue.TokenMove.Kind;
import io.slipstream.sim.wire.Decimals;
import io.slipstream.sim.wire.Keccak;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What leaders do with tokens and collateral without trading. It draws from a stream of its own and moves nothing that a
 * trader sees, so that the market of a seed is the same with and without it. Transactions of one leader are mined in the
 * order of sending.
 */
final class Errands implements ExchangeListener {

    private static final long USUAL_PAUSE_MILLIS = 90_000;
    private static final double REDEEMS = 0.4;

    private final String seed;
    private final Draw draw;
    private final Marketplace marketplace;
    private final Mempool mempool;
    private final TruthLog<TokenMove> truth;
    private final Pockets pockets = new Pockets();
    private final Map<Account, Long> lastDueMillis = new HashMap<>();
    private final Map<Account, long[]> paidOut = new HashMap<>();
    private final List<Account> leaders;
    private long nowMillis;
    private long nextMillis;
    private long sent;

    Errands(long seed, Marketplace marketplace, Mempool mempool, TruthLog<TokenMove> truth) {
        this.seed = Long.toString(seed);
        this.draw = new Draw(seed, "errands");
        this.marketplace = marketplace;
        this.mempool = mempool;
        this.truth = truth;
        this.leaders = marketplace.leaders().stream().map(Leader::account).toList();
    }

    /** Lets a leader do something when it is time. */
    void advance(long now) {
        nowMillis = now;
        if (now < nextMillis) {
            return;
        }
        nextMillis = now + draw.waiting(USUAL_PAUSE_MILLIS / leaders.size());
        Account leader = any(leaders);
        List<Market> owned = pockets.markets(leader).stream()
                .filter(market -> market.status() == MarketStatus.OPEN)
                .toList();
        int choice = draw.whole(0, 99);
        if (choice < 8) {
            deposit(leader);
        } else if (choice < 16) {
            withdraw(leader);
        } else if (choice < 45 || owned.isEmpty()) {
            split(leader);
        } else if (choice < 60) {
            merge(leader, any(owned));
        } else if (choice < 80) {
            transferOut(leader, any(owned));
        } else if (choice < 88) {
            transferIn(leader);
        } else {
            convert(leader, any(owned));
        }
    }

    @Override
    public void paidOut(Market market, Account account, Outcome outcome, long sharesMicros) {
        if (leaders.contains(account)) {
            paidOut.computeIfAbsent(account, _ -> new long[2])[outcome.index()] += sharesMicros;
        }
    }

    /** Some redeem what they had on the exchange and beside it, the others let it lie. */
    @Override
    public void resolved(Market market) {
        for (Account leader : leaders) {
            long[] shares = paidOut.getOrDefault(leader, new long[2]);
            for (Outcome outcome : Outcome.values()) {
                long pocket = pockets.held(leader, market, outcome);
                shares[outcome.index()] += pocket;
                pockets.add(leader, market, outcome, -pocket);
            }
            if ((shares[0] > 0 || shares[1] > 0) && draw.chance(REDEEMS)) {
                redeem(leader, market, shares);
            }
        }
        paidOut.clear();
    }

    private void redeem(Account leader, Market market, long[] shares) {
        long payout = market.winner() == Outcome.YES ? shares[0] : shares[1];
        LogWriter logs = new LogWriter(Contracts.CONDITIONAL_TOKENS)
                .redeem(market.terms(), leader.address(), shares[0], shares[1], payout);
        Transaction transaction =
                transaction(leader, Contracts.adapter(market.terms().negRisk()), logs);
        List<TokenMove> moves = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            if (shares[outcome.index()] > 0) {
                moves.add(move(leader, Kind.REDEEM, market, outcome, -shares[outcome.index()], transaction));
            }
        }
        long after = mempool.lastDueMillis(market) + 1_000L * draw.whole(3, 60);
        send(leader, transaction, moves, after);
    }

    private void split(Account leader) {
        Market market = anyOpen().market();
        long micros = amount(10, 300);
        String adapter = Contracts.adapter(market.terms().negRisk());
        LogWriter logs = new LogWriter(Contracts.CONDITIONAL_TOKENS)
                .pay(leader.address(), adapter, micros)
                .split(market.terms(), leader.address(), micros);
        changeBoth(leader, Kind.SPLIT, market, micros, transaction(leader, adapter, logs));
    }

    private void merge(Account leader, Market market) {
        long most = Math.min(pockets.held(leader, market, Outcome.YES), pockets.held(leader, market, Outcome.NO));
        if (most == 0) {
            split(leader);
            return;
        }
        long micros = part(most);
        String adapter = Contracts.adapter(market.terms().negRisk());
        LogWriter logs = new LogWriter(Contracts.CONDITIONAL_TOKENS)
                .merge(market.terms(), adapter, leader.address(), micros)
                .pay(adapter, leader.address(), micros);
        changeBoth(leader, Kind.MERGE, market, -micros, transaction(leader, adapter, logs));
    }

    private void transferOut(Account leader, Market market) {
        Outcome outcome = draw.chance(0.5) ? Outcome.YES : Outcome.NO;
        Outcome owned = pockets.held(leader, market, outcome) > 0 ? outcome : outcome.complement();
        transfer(leader, market, owned, -part(pockets.held(leader, market, owned)));
    }

    private void transferIn(Account leader) {
        transfer(leader, anyOpen().market(), draw.chance(0.5) ? Outcome.YES : Outcome.NO, amount(5, 100));
    }

    private void transfer(Account leader, Market market, Outcome outcome, long micros) {
        String friend = friend();
        String from = micros < 0 ? leader.address() : friend;
        String to = micros < 0 ? friend : leader.address();
        LogWriter logs = new LogWriter(Contracts.CONDITIONAL_TOKENS)
                .give(from, from, to, market.token(outcome), Math.abs(micros));
        Transaction transaction = transaction(leader, Contracts.CONDITIONAL_TOKENS, logs);
        pockets.add(leader, market, outcome, micros);
        send(
                leader,
                transaction,
                List.of(move(leader, Kind.TRANSFER, market, outcome, micros, transaction)),
                nowMillis);
    }

    /** NO of one candidate becomes YES of all others, through the adapter. */
    private void convert(Account leader, Market market) {
        Listing listing = marketplace.listing(market.index());
        List<Listing> group = marketplace.listings().stream()
                .filter(other -> other.event().equals(listing.event()))
                .toList();
        long most = pockets.held(leader, market, Outcome.NO);
        if (!market.terms().negRisk() || most == 0 || group.size() < 2) {
            split(leader);
            return;
        }
        long micros = part(most);
        String adapter = Contracts.NEG_RISK_COLLATERAL_ADAPTER;
        String inner = Contracts.NEG_RISK_ADAPTER;
        MarketTerms terms = market.terms();
        List<Market> others = group.stream()
                .map(Listing::market)
                .filter(other -> !other.equals(market))
                .toList();
        List<BigInteger> tokens =
                others.stream().map(other -> other.token(Outcome.YES)).toList();
        List<Long> values = Collections.nCopies(tokens.size(), micros);
        String groupId = Keccak.word(seed + "/group/" + listing.event().id());
        LogWriter logs = new LogWriter(Contracts.CONDITIONAL_TOKENS)
                .give(adapter, leader.address(), adapter, terms.noToken(), micros)
                .give(inner, adapter, inner, terms.noToken(), micros)
                .emit(inner, new PositionsConverted(adapter, groupId, group.indexOf(listing), micros))
                .emit(Contracts.CONDITIONAL_TOKENS, new TransferBatch(inner, inner, adapter, tokens, values))
                .emit(
                        Contracts.CONDITIONAL_TOKENS,
                        new TransferBatch(adapter, adapter, leader.address(), tokens, values));
        Transaction transaction = transaction(leader, adapter, logs);
        List<TokenMove> moves = new ArrayList<>();
        pockets.add(leader, market, Outcome.NO, -micros);
        moves.add(move(leader, Kind.CONVERT, market, Outcome.NO, -micros, transaction));
        for (Market other : others) {
            pockets.add(leader, other, Outcome.YES, micros);
            moves.add(move(leader, Kind.CONVERT, other, Outcome.YES, micros, transaction));
        }
        send(leader, transaction, moves, nowMillis);
    }

    private void deposit(Account leader) {
        LogWriter logs =
                new LogWriter(Contracts.CONDITIONAL_TOKENS).pay(friend(), leader.address(), amount(100, 20_000));
        send(leader, transaction(leader, Contracts.COLLATERAL, logs), List.of(), nowMillis);
    }

    private void withdraw(Account leader) {
        LogWriter logs =
                new LogWriter(Contracts.CONDITIONAL_TOKENS).pay(leader.address(), friend(), amount(100, 5_000));
        send(leader, transaction(leader, Contracts.COLLATERAL, logs), List.of(), nowMillis);
    }

    private void changeBoth(Account leader, Kind kind, Market market, long micros, Transaction transaction) {
        List<TokenMove> moves = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            pockets.add(leader, market, outcome, micros);
            moves.add(move(leader, kind, market, outcome, micros, transaction));
        }
        send(leader, transaction, moves, nowMillis);
    }

    private void send(Account leader, Transaction transaction, List<TokenMove> moves, long earliestMillis) {
        long wanted = Math.max(earliestMillis, nowMillis) + draw.whole(400, 2_600);
        long due = Math.max(wanted, lastDueMillis.getOrDefault(leader, 0L));
        lastDueMillis.put(leader, due);
        if (!moves.isEmpty()) {
            truth.sent(transaction, moves);
        }
        mempool.send(transaction, due);
    }

    private Transaction transaction(Account leader, String to, LogWriter logs) {
        sent++;
        String label = seed + "/errand/" + sent;
        String operator = Keccak.address(seed + "/relayer/" + leader.label());
        return new Transaction(Keccak.word(label), operator, to, sent, logs.logs());
    }

    private static TokenMove move(
            Account leader, Kind kind, Market market, Outcome outcome, long micros, Transaction transaction) {
        return new TokenMove(leader, kind, market.token(outcome), micros, transaction.hash());
    }

    private String friend() {
        return Keccak.address(seed + "/friend/" + draw.whole(1, 20));
    }

    private long amount(int low, int high) {
        return draw.shares(low, high) * Decimals.MICROS;
    }

    private long part(long most) {
        return draw.chance(0.3) ? most : Math.max(1, (long) (most * draw.between(0.1, 0.9)));
    }

    private Listing anyOpen() {
        return any(marketplace.listings().stream()
                .filter(listing -> listing.market().status() == MarketStatus.OPEN)
                .toList());
    }

    private <T> T any(List<T> values) {
        return values.get(draw.whole(0, values.size() - 1));
    }
}
