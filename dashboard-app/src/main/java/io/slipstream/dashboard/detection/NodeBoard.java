package io.slipstream.dashboard.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All nodes, and which of them are at fault.
 *
 * @param nodes those at fault first
 * @param readAt when they were read
 */
public record NodeBoard(List<Node> nodes, Instant readAt) {

    /** The worker writes about every node each second or so; an older row says nothing of the present. */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    /** Whether what is known of a node is too old to be believed. */
    public boolean stale(Node node) {
        return node.updatedAt().isBefore(readAt.minus(LONGEST_SILENCE));
    }

    /** Nodes that the worker lately said it does not rely on. */
    public List<Node> atFault() {
        return nodes.stream()
                .filter(node -> !stale(node) && node.state() != Node.State.LIVE)
                .toList();
    }

    /** Nodes that the worker lately said it relies on. */
    public long live() {
        return fresh().filter(node -> node.state() == Node.State.LIVE).count();
    }

    /** Nodes whose row is stale. */
    public long staleNodes() {
        return nodes.size() - fresh().count();
    }

    /** Whether the worker reported about nodes before, but about none of them lately. */
    public boolean workerSilent() {
        return !nodes.isEmpty() && fresh().findAny().isEmpty();
    }

    /** When the worker last reported about any node; none if it never did. */
    public Optional<Instant> lastReportAt() {
        return nodes.stream().map(Node::updatedAt).max(Comparator.naturalOrder());
    }

    /** The newest block that a node lately knew of. */
    public Optional<Long> head() {
        return fresh().map(Node::headBlock).filter(Objects::nonNull).max(Comparator.naturalOrder());
    }

    private Stream<Node> fresh() {
        return nodes.stream().filter(node -> !stale(node));
    }
}
