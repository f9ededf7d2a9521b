package io.slipstream.persistence;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.engine.Effect;
import java.io.IOException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The ways in which the same fills are stored; the last two are COPY. */
final class IngestionWays {

    private static final int FILLS_A_TRANSACTION = 500;
    /** Of all transactions that many are enough for the way that writes most. */
    private static final int DEAR_SHARE = 10;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Journal journal;
    private final CursorWriter cursors;
    private final List<List<LeaderFill>> parts;
    private final List<Address> leaders;
    private final Map<Address, UUID> ids;

    IngestionWays(DataSource database, List<LeaderFill> fills, List<Address> leaders, Map<Address, UUID> ids) {
        this.jdbc = new JdbcTemplate(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.journal = new Journal(jdbc, new JsonMapper());
        this.cursors = new CursorWriter(jdbc);
        this.parts = new ArrayList<>();
        for (int from = 0; from < fills.size(); from += FILLS_A_TRANSACTION) {
            parts.add(fills.subList(from, from + FILLS_A_TRANSACTION));
        }
        this.leaders = leaders;
        this.ids = ids;
    }

    /** One way to store so many fills. */
    record Way(String name, int fills, Runnable work) {}

    List<Way> all() throws IOException {
        List<List<Effect.Fact>> once = parts.stream()
                .map(part -> SampleFills.movingOnce(part, leaders))
                .toList();
        List<List<Effect.Fact>> always = parts.subList(0, parts.size() / DEAR_SHARE).stream()
                .map(part -> SampleFills.movingAlways(part, leaders))
                .toList();
        List<CopyTarget> copies = new ArrayList<>();
        for (List<LeaderFill> part : parts) {
            copies.add(CopyTarget.of(part));
        }
        List<LeaderFill> fills = parts.stream().flatMap(List::stream).toList();
        CopyTarget whole = CopyTarget.of(fills);
        return List.of(
                new Way(
                        "journal: transactions of 500 fills, then everybody's cursor",
                        fills.size(),
                        () -> once.forEach(this::journal)),
                new Way(
                        "journal: transactions of 500 fills, everybody's cursor behind each",
                        always.size() * FILLS_A_TRANSACTION,
                        () -> always.forEach(this::journal)),
                new Way("COPY BINARY: transactions of 500 fills, then everybody's cursor", fills.size(), () -> {
                    for (int part = 0; part < copies.size(); part++) {
                        copy(copies.get(part), once.get(part).getLast());
                    }
                }),
                new Way("COPY BINARY: all fills in one transaction, no cursor", fills.size(), () -> copy(whole, null)));
    }

    private void journal(List<Effect.Fact> facts) {
        transaction.executeWithoutResult(_ -> journal.write(facts, ids));
    }

    private void copy(CopyTarget rows, Effect.@Nullable Fact last) {
        transaction.executeWithoutResult(_ -> {
            jdbc.execute((Connection connection) -> {
                rows.copy(connection);
                return true;
            });
            if (last instanceof Effect.CursorsMoved moved) {
                cursors.move(List.of(moved));
            }
        });
    }
}
