package io.slipstream.core.engine;

import static io.slipstream.core.engine.Fixtures.EXCHANGE;
import static io.slipstream.core.engine.Fixtures.LEADER;
import static io.slipstream.core.engine.Fixtures.NOON;
import static io.slipstream.core.engine.Fixtures.SECOND;
import static io.slipstream.core.engine.Fixtures.YES;
import static io.slipstream.core.engine.Fixtures.fill;
import static io.slipstream.core.engine.Fixtures.instrument;
import static io.slipstream.core.engine.Fixtures.placed;
import static io.slipstream.core.engine.Fixtures.sized;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.market.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random chains: transactions that fill orders once to three times, reorgs that move, drop and re-execute them, pushes that
 * come late, twice and in any order from every branch, readings, restarts. At the end each log of the final chain is one
 * stored fill with its figures, and nothing else counts.
 */
class FillIdentityPropertyTest {

    private static final ScanScope SCOPE = new ScanScope(Set.of(EXCHANGE), Set.of(LEADER));
    private static final int SESSIONS = 300;
    private static final int STEPS = 60;
    private static final long FINALITY = 5;
    private static final long FIRST = 10;

    @ParameterizedTest
    @ValueSource(longs = {20261201, 7, 99})
    void holdsEveryFillOnceWithItsFiguresWhateverTheChainDoes(long seed) {
        for (int session = 0; session < SESSIONS; session++) {
            new Session(seed + 1_000_003L * session).run();
        }
    }

    /** A transaction: for each of its fills the order, in the order of its logs. */
    private record Transaction(String hash, List<String> orders) {}

    /** A block of any branch. */
    private record Block(long number, String hash, List<Transaction> transactions, List<LeaderFill> logs) {}

    private static final class Session {
        private final long seed;
        private final Random random;
        private final StoredLedger ledger = new StoredLedger();
        private final List<Block> chain = new ArrayList<>();
        private final List<LeaderFill> pushes = new ArrayList<>();
        /** By order key, the most logs that it had in one block of any branch. */
        private final Map<String, Long> mostLogs = new HashMap<>();

        private CopyEngine engine;
        private long finalizedTo = FIRST - 1;
        private long at = NOON;
        private int names;

        Session(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.engine = started();
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(8)) {
                    case 0, 1 -> mine(newTransactions());
                    case 2 -> reorganise();
                    case 3 -> scan();
                    case 4 -> restartSometimes();
                    default -> push();
                }
            }
            while (!pushes.isEmpty()) {
                push();
            }
            for (int i = 0; i <= FINALITY; i++) {
                mine(List.of());
            }
            scan();
            Set<String> truth = chain.stream()
                    .flatMap(block -> block.logs.stream())
                    .map(StoredLedger::figures)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(ledger.counted()).as("seed %d", seed).isEqualTo(truth);
            ledger.hasOneAttemptForEachFill();
            mostLogs.forEach((orderKey, most) -> assertThat(ledger.everStored(orderKey))
                    .as("seed %d: fills of %s", seed, orderKey)
                    .isLessThanOrEqualTo(most));
        }

        private List<Transaction> newTransactions() {
            List<Transaction> fresh = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                String name = "0xt" + names++;
                List<String> orders = new ArrayList<>();
                for (int order = random.nextInt(2); order >= 0; order--) {
                    String hash = name + "o" + order;
                    for (int times = random.nextInt(3); times >= 0; times--) {
                        orders.add(random.nextInt(orders.size() + 1), hash);
                    }
                }
                fresh.add(new Transaction(name, orders));
            }
            return fresh;
        }

        private void mine(List<Transaction> transactions) {
            long number = FIRST + chain.size();
            String hash = "0xb" + number + "." + names++;
            List<LeaderFill> logs = new ArrayList<>();
            long logIndex = random.nextInt(3);
            for (Transaction transaction : transactions) {
                boolean usual = random.nextInt(3) > 0;
                for (String order : transaction.orders) {
                    String shares = usual ? "10" : Integer.toString(10 + random.nextInt(3));
                    logs.add(placed(
                            sized(fill(1, Side.BUY, "10", "0.5"), shares),
                            new UUID(3, names++),
                            number,
                            hash,
                            transaction.hash,
                            logIndex,
                            order,
                            false,
                            at));
                    logIndex += 1 + random.nextInt(2);
                }
            }
            chain.add(new Block(number, hash, transactions, logs));
            logs.stream()
                    .collect(Collectors.groupingBy(LeaderFill::orderKey, Collectors.counting()))
                    .forEach((orderKey, count) -> mostLogs.merge(orderKey, count, Math::max));
            pushes.addAll(logs);
            logs.stream().filter(_ -> random.nextInt(4) == 0).forEach(pushes::add);
        }

        private void reorganise() {
            long head = FIRST + chain.size() - 1L;
            int depth = (int) Math.min(1L + random.nextInt(3), head - finalizedTo);
            if (depth < 1) {
                return;
            }
            List<Block> removed = new ArrayList<>(chain.subList(chain.size() - depth, chain.size()));
            chain.subList(chain.size() - depth, chain.size()).clear();
            List<Transaction> late = new ArrayList<>();
            for (Block old : removed) {
                List<Transaction> included = new ArrayList<>(late);
                late.clear();
                for (Transaction transaction : old.transactions) {
                    switch (random.nextInt(10)) {
                        case 0 -> {} // never comes back
                        case 1, 2, 3 -> late.add(transaction);
                        case 4 -> included.add(new Transaction(transaction.hash, onceLess(transaction.orders)));
                        default -> included.add(transaction);
                    }
                }
                mine(included);
            }
            mine(late);
            if (random.nextBoolean()) {
                engine.process(new EngineEvent.BlocksOrphaned(
                        tick(), removed.stream().map(Block::hash).collect(Collectors.toSet())));
            }
            if (random.nextInt(3) == 0) {
                removed.forEach(block -> block.logs.forEach(
                        log -> engine.process(new EngineEvent.FillRemoved(tick(), log.orderKey(), log.sighting()))));
            }
        }

        private List<String> onceLess(List<String> orders) {
            List<String> fewer = new ArrayList<>(orders);
            if (!fewer.isEmpty()) {
                fewer.remove(random.nextInt(fewer.size()));
            }
            return fewer;
        }

        private void scan() {
            long head = FIRST + chain.size() - 1L;
            long from = finalizedTo + 1;
            long finalNow = Math.max(finalizedTo, head - FINALITY);
            List<LeaderFill> fills = chain.stream()
                    .filter(block -> block.number >= from)
                    .flatMap(block -> block.logs.stream())
                    .map(this::delivered)
                    .toList();
            engine.process(new EngineEvent.RangeScanned(tick(), SCOPE, fills, from, finalNow, head, List.of()));
            finalizedTo = finalNow;
        }

        /** The shell drops what is pushed of blocks that are read for good. */
        private void push() {
            if (pushes.isEmpty()) {
                return;
            }
            LeaderFill log = pushes.remove(random.nextInt(pushes.size()));
            if (log.blockNumber() > finalizedTo) {
                engine.process(new EngineEvent.FillsDetected(tick(), List.of(delivered(log))));
            }
        }

        /** Every delivery has an id of its own. */
        private LeaderFill delivered(LeaderFill log) {
            return log.as(new UUID(4, names++));
        }

        private void restartSometimes() {
            if (random.nextInt(3) == 0) {
                engine = started();
            }
        }

        private CopyEngine started() {
            RestoredState restored = new RestoredState(List.of(instrument(YES)), List.of(), ledger.all(), List.of());
            return new CopyEngine(Fixtures.config(0), restored, ledger::apply);
        }

        private long tick() {
            return at += SECOND;
        }
    }
}
