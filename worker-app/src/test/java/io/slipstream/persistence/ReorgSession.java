package io.slipstream.persistence;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.ChainLog;
import io.slipstream.core.chain.Decoded;
import io.slipstream.core.chain.ExchangeContract;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.chain.OrderFilledDecoder;
import io.slipstream.core.engine.CopyEngine;
import io.slipstream.core.engine.Effect;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.core.engine.Fixtures;
import io.slipstream.core.engine.RestoredState;
import io.slipstream.core.engine.ScanScope;
import io.slipstream.core.engine.StoredFill;
import io.slipstream.core.money.Micros;
import io.slipstream.sim.chain.Block;
import io.slipstream.sim.chain.LogEntry;
import io.slipstream.sim.chain.Placement;
import io.slipstream.sim.chain.Reorganisation;
import io.slipstream.sim.venue.FillLedger.MinedFill;
import io.slipstream.sim.venue.Timeline;
import io.slipstream.sim.venue.Venue;
import io.slipstream.sim.venue.VenueParameters;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** One simulated chain, one engine and one journal, driven step by step. */
final class ReorgSession {

    static final int FINALITY_BLOCKS = 8;

    private static final long BEGIN_MILLIS = 1_795_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Random random;
    private final Venue venue;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Map<Address, UUID> leaderIds = new HashMap<>();
    private final Map<Address, ExchangeContract> exchanges;
    private final ScanScope scope;
    /** Logs of any branch that no node has pushed yet. */
    private final List<ChainLog> pushes = new ArrayList<>();

    private final List<Effect.Fact> facts = new ArrayList<>();
    private Journal journal;
    private CopyEngine engine;
    private long seenTo;
    private long finalTo;
    private long deliveries;

    ReorgSession(DataSource database, long seed, Random random) {
        this.random = random;
        Timeline timeline = new Timeline(1);
        timeline.begin(new Timeline.Segment(0, BEGIN_MILLIS));
        this.venue = new Venue(new VenueParameters(seed, 1, 1_500, 24, FINALITY_BLOCKS), timeline);
        this.jdbc = new JdbcTemplate(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.exchanges =
                ExchangeContract.venue().stream().collect(Collectors.toMap(ExchangeContract::address, each -> each));
        this.seenTo = venue.chain().head().number();
        this.finalTo = seenTo;
        jdbc.execute("TRUNCATE leader, leader_fill, leader_fill_key, leader_fill_raw, leader_fill_move, trade,"
                + " execution_attempt, execution_fill, position, equity_point CASCADE");
        jdbc.query(
                "SELECT ensure_partitions(?, 2)",
                _ -> {},
                Instant.ofEpochMilli(BEGIN_MILLIS).atOffset(ZoneOffset.UTC));
        venue.marketplace().leaders().forEach(leader -> {
            Address address = new Address(leader.account().address());
            UUID id = new UUID(1, leaderIds.size());
            leaderIds.put(address, id);
            jdbc.update("INSERT INTO leader (id, address, created_at) VALUES (?, ?, now())", id, address.hex());
        });
        this.scope = new ScanScope(Set.copyOf(exchanges.keySet()), Set.copyOf(leaderIds.keySet()));
        this.journal = new Journal(jdbc, new JsonMapper());
        this.engine = engine(RestoredState.EMPTY);
    }

    /** Lets simulated seconds pass. */
    void advance(int seconds) {
        long end = venue.currentStep() + seconds * 1_000L / VenueParameters.STEP_MILLIS;
        while (venue.currentStep() < end) {
            venue.step();
        }
        queueFrom(seenTo + 1);
    }

    void reorganise(Reorganisation wanted) {
        long head = venue.chain().head().number();
        if (head - wanted.depth() < finalTo) {
            return;
        }
        List<Block> removed = new ArrayList<>();
        for (long number = head - wanted.depth() + 1; number <= head; number++) {
            removed.add(venue.chain().block(number).orElseThrow());
        }
        venue.reorganise(wanted);
        queueFrom(removed.getFirst().number());
        Set<String> hashes = removed.stream().map(Block::hash).collect(Collectors.toSet());
        if (random.nextBoolean()) {
            engine.process(new EngineEvent.BlocksOrphaned(now(), hashes));
        }
        if (random.nextInt(3) == 0) {
            removed.forEach(block -> fills(block)
                    .forEach(fill ->
                            engine.process(new EngineEvent.FillRemoved(now(), fill.orderKey(), fill.sighting()))));
        }
        write();
    }

    private void queueFrom(long block) {
        seenTo = venue.chain().head().number();
        for (long number = block; number <= seenTo; number++) {
            List<ChainLog> logs = logs(venue.chain().block(number).orElseThrow());
            pushes.addAll(logs);
            logs.stream().filter(_ -> random.nextInt(4) == 0).forEach(pushes::add);
        }
    }

    /** Nodes push some of what they have, in any order. The shell drops what is of blocks that are read for good. */
    void pushSome() {
        for (int count = random.nextInt(pushes.size() + 1); count > 0; count--) {
            LeaderFill fill = decode(pushes.remove(random.nextInt(pushes.size())));
            if (fill != null && fill.blockNumber() > finalTo) {
                engine.process(new EngineEvent.FillsDetected(now(), List.of(fill)));
            }
        }
        write();
    }

    /** Reads everything that is not final yet. */
    void scan() {
        long head = venue.chain().head().number();
        long from = finalTo + 1;
        List<LeaderFill> fills = new ArrayList<>();
        for (long number = from; number <= head; number++) {
            fills.addAll(fills(venue.chain().block(number).orElseThrow()));
        }
        finalTo = Math.max(finalTo, venue.chain().finalizedNumber());
        engine.process(new EngineEvent.RangeScanned(now(), scope, fills, from, finalTo, head, List.of()));
        write();
    }

    /** The worker dies and starts: the database is what is left. */
    void restart() {
        List<StoredFill> stored = jdbc.query(
                "SELECT * FROM leader_fill ORDER BY block_number, log_index",
                (row, _) -> new StoredFill(
                        LedgerStore.fill(row),
                        StoredFill.State.valueOf(row.getString("status")),
                        row.getString("row_key")));
        journal = new Journal(jdbc, new JsonMapper());
        engine = engine(new RestoredState(List.of(), List.of(), stored, List.of()));
    }

    /** Everything becomes final and is pushed and read. */
    void settle() {
        advance(2 * (FINALITY_BLOCKS + 1));
        while (!pushes.isEmpty()) {
            pushSome();
        }
        scan();
    }

    /** What the database counts, as text. */
    Set<String> stored() {
        return new TreeSet<>(jdbc.query("""
                SELECT concat_ws(' ', maker, block_number, block_hash, tx_hash, log_index, order_hash, side,
                  (leader_size * 1000000)::BIGINT, (leader_usdc * 1000000)::BIGINT, (fee_usdc * 1000000)::BIGINT, status)
                FROM leader_fill WHERE status <> 'INVALIDATED' AND block_number <= ?""", (row, _) -> row.getString(1), finalTo));
    }

    /** The same of the chain. */
    Set<String> truth() {
        return venue.ledger().leaderFills().stream()
                .filter(mined -> mined.block() <= finalTo)
                .map(ReorgSession::text)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(MinedFill mined) {
        return String.join(
                " ",
                mined.fill().owner().address(),
                Long.toString(mined.block()),
                mined.blockHash(),
                mined.fill().transactionHash(),
                Integer.toString(mined.logIndex()),
                mined.fill().orderHash(),
                mined.fill().side().name(),
                Long.toString(mined.fill().loggedSharesMicros()),
                Long.toString(mined.fill().loggedCashMicros()),
                Long.toString(mined.fill().feeMicros()),
                "CONFIRMED");
    }

    /** Orders of which more fills were ever stored than they have: each was decided once too often. */
    Set<String> storedTooOften() {
        Map<String, Long> there = venue.ledger().leaderFills().stream()
                .collect(Collectors.groupingBy(
                        mined -> mined.fill().transactionHash() + " "
                                + mined.fill().orderHash(),
                        Collectors.counting()));
        Set<String> tooOften = new HashSet<>();
        jdbc.query("SELECT tx_hash || ' ' || order_hash, count(*) FROM leader_fill GROUP BY 1", row -> {
            if (row.getLong(2) > there.getOrDefault(row.getString(1), Long.MAX_VALUE)) {
                tooOften.add(row.getString(1));
            }
        });
        return tooOften;
    }

    long attemptsBeyondOne() {
        return count("SELECT abs((SELECT count(*) FROM leader_fill) - (SELECT count(*) FROM execution_attempt))");
    }

    long severalTimes() {
        return count(
                "SELECT count(*) FROM (SELECT FROM leader_fill GROUP BY tx_hash, order_hash HAVING count(*) > 1) AS orders");
    }

    String account() {
        return "%d fills, %d of orders filled several times, %d moves, %d with other figures, %d gone"
                .formatted(
                        count("SELECT count(*) FROM leader_fill WHERE status = 'CONFIRMED'"),
                        severalTimes(),
                        count("SELECT count(*) FROM leader_fill_move"),
                        count("SELECT count(*) FROM leader_fill_move WHERE figures_changed"),
                        count("SELECT count(*) FROM leader_fill WHERE status = 'INVALIDATED'"));
    }

    private long count(String sql) {
        Long count = jdbc.queryForObject(sql, Long.class);
        return count == null ? -1 : count;
    }

    private CopyEngine engine(RestoredState restored) {
        return new CopyEngine(Fixtures.config(0), restored, effect -> {
            if (effect instanceof Effect.Fact fact) {
                facts.add(fact);
            }
        });
    }

    /** Now and then the answer to a commit is lost, and the list is written again. */
    private void write() {
        List<Effect.Fact> list = List.copyOf(facts);
        facts.clear();
        for (int times = random.nextInt(4) == 0 ? 2 : 1; times > 0; times--) {
            transaction.executeWithoutResult(_ -> journal.write(list, leaderIds));
        }
    }

    private List<LeaderFill> fills(Block block) {
        List<LeaderFill> fills = new ArrayList<>();
        for (ChainLog log : logs(block)) {
            LeaderFill fill = decode(log);
            if (fill != null) {
                fills.add(fill);
            }
        }
        return fills;
    }

    private static List<ChainLog> logs(Block block) {
        List<ChainLog> logs = new ArrayList<>();
        for (Placement placement : block.placements()) {
            int index = placement.firstLogIndex();
            for (LogEntry entry : placement.transaction().logs()) {
                logs.add(new ChainLog(
                        new Address(entry.address()),
                        entry.event().topics(),
                        entry.event().data(),
                        block.number(),
                        block.hash(),
                        placement.transaction().hash(),
                        index++,
                        block.timestampSeconds(),
                        false));
            }
        }
        return logs;
    }

    private @Nullable LeaderFill decode(ChainLog log) {
        ExchangeContract exchange = exchanges.get(log.address());
        if (exchange == null
                || !log.topics().getFirst().equals(exchange.layout().topic0())
                || !(OrderFilledDecoder.decode(log, exchange) instanceof Decoded.Fill(var fill))
                || !leaderIds.containsKey(fill.maker())) {
            return null;
        }
        deliveries++;
        // ids as the shell makes them: the moment of detection, and never the same twice
        long millis = now() / NANOS_PER_MILLI;
        UUID id = new UUID((millis << 16) | 0x7000, (1L << 63) | deliveries);
        return LeaderFill.of(id, "polygon", fill, now() + deliveries % Micros.ONE * 1_000, "{}");
    }

    private long now() {
        return venue.wallMillis() * NANOS_PER_MILLI + NANOS_PER_SECOND / 2;
    }
}
