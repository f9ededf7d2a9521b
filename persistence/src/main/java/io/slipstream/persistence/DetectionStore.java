package io.slipstream.persistence;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/** How detection fares at the moment, for the dashboard: each node, and long reads under way. */
public class DetectionStore {

    private static final String NODE = """
            INSERT INTO node_status (endpoint, transport, state, detail, head_block, blocks_behind, wins, confirmations,
              misses, errors, lag_p50_ms, lag_p99_ms, range_limit, rate_limit, last_content_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (endpoint) DO UPDATE SET transport = excluded.transport, state = excluded.state,
              detail = excluded.detail, head_block = excluded.head_block, blocks_behind = excluded.blocks_behind,
              wins = excluded.wins, confirmations = excluded.confirmations, misses = excluded.misses,
              errors = excluded.errors, lag_p50_ms = excluded.lag_p50_ms, lag_p99_ms = excluded.lag_p99_ms,
              range_limit = excluded.range_limit, rate_limit = excluded.rate_limit,
              last_content_at = excluded.last_content_at, updated_at = excluded.updated_at""";

    private static final String CATCH_UP = """
            INSERT INTO catch_up (name, leaders, from_block, at_block, to_block, blocks_per_second, started_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET leaders = excluded.leaders, from_block = excluded.from_block,
              at_block = excluded.at_block, to_block = excluded.to_block, blocks_per_second = excluded.blocks_per_second,
              started_at = excluded.started_at, updated_at = excluded.updated_at""";

    private final JdbcTemplate jdbc;

    DetectionStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How a node fares. Figures that do not apply are null.
     *
     * @param transport {@code ws} or {@code http}
     * @param state {@code LIVE}, {@code DEMOTED} or {@code DOWN}
     */
    public record Node(
            String endpoint,
            String transport,
            String state,
            String detail,
            @Nullable Long headBlock,
            @Nullable Long blocksBehind,
            long wins,
            long confirmations,
            long misses,
            long errors,
            @Nullable Double lagP50Millis,
            @Nullable Double lagP99Millis,
            @Nullable Long rangeLimit,
            @Nullable Double rateLimit,
            @Nullable Instant lastContentAt) {}

    /** A long read under way: {@code atBlock} is the last one read. */
    public record CatchUp(
            String name,
            int leaders,
            long fromBlock,
            long atBlock,
            long toBlock,
            double blocksPerSecond,
            Instant startedAt) {}

    /** Writes how everything is now: what is not there any more is not shown any more. */
    @Transactional
    public void replace(List<Node> nodes, List<CatchUp> catchUps, Instant now) {
        jdbc.update("DELETE FROM node_status WHERE endpoint <> ALL (?)", (Object)
                nodes.stream().map(Node::endpoint).toArray(String[]::new));
        jdbc.batchUpdate(NODE, nodes.stream().map(node -> row(node, now)).toList());
        jdbc.update("DELETE FROM catch_up WHERE name <> ALL (?)", (Object)
                catchUps.stream().map(CatchUp::name).toArray(String[]::new));
        jdbc.batchUpdate(
                CATCH_UP,
                catchUps.stream()
                        .map(read -> new Object[] {
                            read.name(),
                            read.leaders(),
                            read.fromBlock(),
                            read.atBlock(),
                            read.toBlock(),
                            decimal(read.blocksPerSecond()),
                            read.startedAt().atOffset(ZoneOffset.UTC),
                            now.atOffset(ZoneOffset.UTC)
                        })
                        .toList());
    }

    private static @Nullable Object[] row(Node node, Instant now) {
        Instant content = node.lastContentAt();
        return new @Nullable Object[] {
            node.endpoint(),
            node.transport(),
            node.state(),
            node.detail(),
            node.headBlock(),
            node.blocksBehind(),
            node.wins(),
            node.confirmations(),
            node.misses(),
            node.errors(),
            decimal(node.lagP50Millis()),
            decimal(node.lagP99Millis()),
            node.rangeLimit(),
            decimal(node.rateLimit()),
            content == null ? null : content.atOffset(ZoneOffset.UTC),
            now.atOffset(ZoneOffset.UTC)
        };
    }

    private static @Nullable BigDecimal decimal(@Nullable Double value) {
        return value == null ? null : BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP);
    }
}
