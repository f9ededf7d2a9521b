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

    /** Replaces what was said before: what is not there any more is not shown any more. */
    @Transactional
    public void replace(List<Node> nodes, List<CatchUp> catchUps, Instant now) {
        jdbc.update("DELETE FROM node_status");
        jdbc.batchUpdate(
                "INSERT INTO node_status VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                nodes.stream().map(node -> row(node, now)).toList());
        jdbc.update("DELETE FROM catch_up");
        jdbc.batchUpdate(
                "INSERT INTO catch_up VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
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
