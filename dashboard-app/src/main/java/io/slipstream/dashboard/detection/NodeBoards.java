package io.slipstream.dashboard.detection;

import io.slipstream.dashboard.database.Rows;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads how the nodes fare. */
@Component
class NodeBoards {

    /** Rows on the page: far more than anybody configures. */
    static final int SHOWN = 100;

    private static final String NODES = """
            SELECT endpoint, transport, state, detail, head_block, blocks_behind, wins, confirmations, misses, errors,
                   lag_p50_ms, lag_p99_ms, range_limit, rate_limit, last_content_at, updated_at
            FROM node_status ORDER BY endpoint LIMIT :shown
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    NodeBoards(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** All nodes as last reported, those that are down before those that are demoted before those that are live. */
    NodeBoard current() {
        List<Node> byEndpoint = Rows.all(jdbc.sql(NODES).param("shown", SHOWN).query(Node.class));
        return new NodeBoard(
                byEndpoint.stream().sorted(Comparator.comparing(Node::state)).toList(), clock.instant());
    }
}
