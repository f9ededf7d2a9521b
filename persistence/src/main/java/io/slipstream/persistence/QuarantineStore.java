package io.slipstream.persistence;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/** What could not be stored or taken, so that all else goes on, and who has looked at it. */
public class QuarantineStore {

    private static final String EVENT = "event ";

    private final JdbcTemplate jdbc;

    QuarantineStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps facts; returns those that are new and were refused themselves: each is an alarm. */
    @Transactional
    public List<QuarantinedFact> keep(List<QuarantinedFact> facts, Instant at) {
        Map<String, QuarantinedFact> last = new LinkedHashMap<>();
        facts.forEach(fact -> last.put(fact.identity(), fact));
        if (last.isEmpty()) {
            return List.of();
        }
        List<QuarantinedFact> rows = List.copyOf(last.values());
        List<QuarantinedFact> alarms = new ArrayList<>();
        jdbc.query(
                """
                INSERT INTO quarantined_fact AS q (identity, kind, follows, reason, sqlstate, payload, quarantined_at, last_seen_at)
                SELECT identity, kind, follows, reason, sqlstate, payload, ?, ?
                FROM unnest(?, ?, ?, ?, ?, ?) AS fresh (identity, kind, follows, reason, sqlstate, payload)
                ON CONFLICT (identity) DO UPDATE SET payload = excluded.payload, reason = excluded.reason,
                  sqlstate = excluded.sqlstate, occurrences = q.occurrences + 1, last_seen_at = excluded.last_seen_at
                RETURNING identity, occurrences""",
                statement -> {
                    statement.setObject(1, at.atOffset(ZoneOffset.UTC));
                    statement.setObject(2, at.atOffset(ZoneOffset.UTC));
                    new Columns<>(statement, rows, 2)
                            .bytea(fact -> bytes(fact.identity()))
                            .text(QuarantinedFact::kind)
                            .nullableBytea(fact -> fact.follows() == null ? null : bytes(fact.follows()))
                            .text(QuarantinedFact::reason)
                            .nullableText(QuarantinedFact::sqlState)
                            .text(QuarantinedFact::payload);
                },
                row -> {
                    QuarantinedFact fact = last.get(HexFormat.of().formatHex(row.getBytes(1)));
                    if (fact != null && fact.follows() == null && row.getLong(2) == 1) {
                        alarms.add(fact);
                    }
                });
        return alarms;
    }

    /** How many were refused themselves, or failed twice, and nobody has looked at. */
    public long open() {
        return Objects.requireNonNull(
                jdbc.queryForObject(
                        "SELECT count(*) FROM quarantined_fact WHERE acknowledged_at IS NULL AND follows IS NULL",
                        Long.class),
                "a count always answers");
    }

    /**
     * The engine failed at an event, and its process ends; at the second time the event is to be passed over.
     *
     * @param identity see {@link #eventIdentity}
     */
    @Transactional
    public void eventFailed(String identity, String kind, Throwable why, Object event, Instant at) {
        WriteFailure failure = WriteFailure.of(why);
        keep(
                List.of(new QuarantinedFact(
                        identity,
                        EVENT + kind,
                        null,
                        "the engine failed: " + failure.text(),
                        null,
                        String.valueOf(event))),
                at);
    }

    /** How often the engine failed at events that nobody has looked at, by identity. */
    public Map<String, Long> failedEvents() {
        Map<String, Long> failures = new HashMap<>();
        jdbc.query(
                """
                SELECT encode(identity, 'hex'), occurrences FROM quarantined_fact
                WHERE kind LIKE 'event %' AND acknowledged_at IS NULL""",
                row -> {
                    failures.put(row.getString(1), row.getLong(2));
                });
        return failures;
    }

    /** The identity of an event whose content is this text. */
    public static String eventIdentity(String kind, String content) {
        return QuarantinedFact.identity(EVENT + kind, content);
    }

    private static byte[] bytes(@Nullable String hex) {
        return HexFormat.of().parseHex(Objects.requireNonNull(hex));
    }
}
