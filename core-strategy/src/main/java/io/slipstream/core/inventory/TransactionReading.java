package io.slipstream.core.inventory;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.ChainLog;
import io.slipstream.core.chain.OrderFill;
import io.slipstream.core.market.TokenId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction did to a leader's inventory. His fills explain as much of the tokens' movement as they state, so that the
 * exchange's own mint, burn and transfer count nothing twice; the rest is an event, once for each token however many logs tell
 * of it (a NegRisk redemption has two). A pure function of the logs.
 */
public final class TransactionReading {

    private final VenueContracts venue;
    private final Address leader;
    private final List<ChainLog> logs;
    private final FilledOrders fills;

    private TransactionReading(VenueContracts venue, Address leader, List<ChainLog> logs) {
        this.venue = venue;
        this.leader = leader;
        this.logs = logs;
        this.fills = new FilledOrders(venue, leader, logs);
    }

    /** What was read. */
    public record Result(List<InventoryEvent> events, List<Drift> drifts) {}

    /** Whether the leader's own logs of a transaction leave nothing open, so that the others need not be read. */
    public static boolean isExplainedByFills(VenueContracts venue, Address leader, List<ChainLog> logs) {
        TransactionReading reading = new TransactionReading(venue, leader, logs);
        Map<Token, Rest> rests = reading.rests();
        return !reading.fills.isEmpty()
                && rests.values().stream().allMatch(rest -> rest.sharesMicros == 0)
                && !reading.movedOtherCollateral(reading.collateral());
    }

    /**
     * Reads a transaction.
     *
     * @param logs all of it, in their order
     */
    public static Result read(VenueContracts venue, Address leader, List<ChainLog> logs) {
        return new TransactionReading(venue, leader, logs).read();
    }

    private Result read() {
        List<InventoryEvent> events = new ArrayList<>();
        List<Drift> drifts = new ArrayList<>();
        Set<InventoryKind> operations = operations();
        long collateral = collateral();
        boolean anyTokens = false;
        for (Map.Entry<Token, Rest> entry : rests().entrySet()) {
            Rest rest = entry.getValue();
            anyTokens = true;
            if (rest.sharesMicros == 0) {
                continue;
            }
            TokenMove move = rest.last;
            if (move == null) {
                OrderFill stated = rest.stated;
                if (stated != null) {
                    drifts.add(drift(
                            stated.log().address(),
                            "stated a fill whose tokens no ledger moved that is known",
                            stated.log()));
                }
                continue;
            }
            InventoryKind kind = kind(rest, move, operations, collateral);
            events.add(event(kind, entry.getKey(), rest, move));
            if (kind == InventoryKind.UNKNOWN && !venue.services().contains(move.operator())) {
                drifts.add(drift(
                        suspect(move),
                        "moved a leader's outcome tokens without a fill or anything else that is known",
                        move.log()));
            }
        }
        if (!anyTokens && collateral != 0 && fills.isEmpty()) {
            collateralOnly(drifts);
        }
        if (events.isEmpty() && drifts.isEmpty() && movedOtherCollateral(collateral)) {
            ChainLog log = fills.filled().getFirst().fill().log();
            drifts.add(drift(log.address(), "moved other collateral than a leader's fills come to", log));
        }
        return new Result(List.copyOf(events), List.copyOf(drifts));
    }

    /** Collateral alone moves when it is deposited or withdrawn; a stranger that names the leader makes it something else. */
    private void collateralOnly(List<Drift> drifts) {
        for (ChainLog log : logs) {
            Address contract = log.address();
            boolean namesLeader = log.topics().stream().skip(1).anyMatch(leader.toTopic()::equals);
            if (namesLeader && !venue.knows(contract) && !contract.equals(leader)) {
                drifts.add(drift(
                        contract, "told of a leader while his collateral moved, in a way that is not known", log));
                return;
            }
        }
    }

    private InventoryKind kind(Rest rest, TokenMove move, Set<InventoryKind> operations, long collateral) {
        // an exchange splits and merges too: what its operation means to the leader, only his own or a service's can
        // tell
        boolean own = move.operator().equals(leader) || venue.services().contains(move.operator());
        return own ? operation(rest, move, operations, collateral) : transfer(rest, move, collateral);
    }

    private InventoryKind operation(Rest rest, TokenMove move, Set<InventoryKind> operations, long collateral) {
        if (operations.contains(InventoryKind.CONVERT)) {
            return InventoryKind.CONVERT;
        }
        if (rest.sharesMicros < 0 && operations.contains(InventoryKind.REDEEM)) {
            return InventoryKind.REDEEM;
        }
        if (rest.sharesMicros > 0 && operations.contains(InventoryKind.SPLIT)) {
            return InventoryKind.SPLIT;
        }
        if (rest.sharesMicros < 0 && operations.contains(InventoryKind.MERGE)) {
            return InventoryKind.MERGE;
        }
        return transfer(rest, move, collateral);
    }

    private static InventoryKind transfer(Rest rest, TokenMove move, long collateral) {
        boolean byItsOwner = move.operator().equals(move.from());
        // tokens one way and collateral the other is a trade, whoever moved them
        boolean paid = collateral != 0 && Long.signum(collateral) != Long.signum(rest.sharesMicros);
        return byItsOwner && !paid ? InventoryKind.TRANSFER : InventoryKind.UNKNOWN;
    }

    /** Who moved the tokens: the operator, or the other side where the owner did it himself. */
    private Address suspect(TokenMove move) {
        if (!move.operator().equals(move.from()) && !move.operator().equals(leader)) {
            return move.operator();
        }
        return move.from().equals(leader) ? move.to() : move.from();
    }

    /** What moved of each token beside the fills, in the order in which the logs tell of it. */
    private Map<Token, Rest> rests() {
        Map<Token, Rest> rests = new LinkedHashMap<>();
        for (ChainLog log : logs) {
            if (!venue.ledgers().contains(log.address()) && !isForeignLedger(log)) {
                continue;
            }
            for (TokenMove move : MoveDecoder.tokens(log)) {
                long delta = move.deltaOf(leader);
                if (delta != 0) {
                    Rest rest = rests.computeIfAbsent(new Token(log.address(), move.tokenId()), _ -> new Rest());
                    rest.sharesMicros += delta;
                    rest.last = move;
                    rest.firstLogIndex = Math.min(rest.firstLogIndex, log.logIndex());
                }
            }
        }
        for (FilledOrders.Filled each : fills.filled()) {
            Rest rest = tokensOf(rests, each.fill().tokenId());
            rest.sharesMicros -= each.shares();
            rest.stated = each.fill();
        }
        return rests;
    }

    /** A ledger nobody has declared, if the leader's tokens of it move. */
    private boolean isForeignLedger(ChainLog log) {
        return !venue.knows(log.address());
    }

    private Rest tokensOf(Map<Token, Rest> rests, TokenId tokenId) {
        for (Map.Entry<Token, Rest> entry : rests.entrySet()) {
            if (entry.getKey().tokenId.equals(tokenId)) {
                return entry.getValue();
            }
        }
        return rests.computeIfAbsent(
                new Token(venue.ledgers().stream().sorted().findFirst().orElse(leader), tokenId), _ -> new Rest());
    }

    /** Whether what the fills come to is known, and is not what the collateral's own logs say. */
    private boolean movedOtherCollateral(long collateral) {
        Long stated = venue.collaterals().isEmpty() ? null : fills.collateral();
        return stated != null && stated != collateral;
    }

    private Set<InventoryKind> operations() {
        Set<InventoryKind> operations = EnumSet.noneOf(InventoryKind.class);
        for (ChainLog log : logs) {
            InventoryKind kind = log.topics().isEmpty()
                    ? null
                    : MoveEvents.operations().get(log.topics().getFirst());
            if (kind != null && venue.knows(log.address())) {
                operations.add(kind);
            }
        }
        return operations;
    }

    private long collateral() {
        long delta = 0;
        for (ChainLog log : logs) {
            if (venue.collaterals().contains(log.address())) {
                delta += MoveDecoder.collateral(log, leader);
            }
        }
        return delta;
    }

    private InventoryEvent event(InventoryKind kind, Token token, Rest rest, TokenMove move) {
        return new InventoryEvent(
                leader,
                kind,
                token.ledger,
                token.tokenId,
                rest.sharesMicros,
                move.operator(),
                move.log().txHash(),
                move.log().blockNumber(),
                move.log().blockHash(),
                rest.firstLogIndex);
    }

    private Drift drift(Address contract, String reason, ChainLog log) {
        return new Drift(contract, reason, leader, log.txHash(), log.blockNumber());
    }

    private record Token(Address ledger, TokenId tokenId) {}

    private static final class Rest {
        private long sharesMicros;
        private @Nullable TokenMove last;
        private @Nullable OrderFill stated;
        private long firstLogIndex = Long.MAX_VALUE;
    }
}
