package io.slipstream.sim.chain;

import java.util.List;
import java.util.Set;

/**
 * Which logs somebody wants: any of the addresses (none means all) and, position by position, any of the topics (an
 * empty set means all).
 *
 * @param addresses lower-case addresses
 * @param topics per position the wanted topics, lower case
 */
public record LogFilter(Set<String> addresses, List<Set<String>> topics) {

    /** Copies the collections. */
    public LogFilter {
        addresses = Set.copyOf(addresses);
        topics = List.copyOf(topics);
    }

    /** Whether a log is wanted. A log with fewer topics than positions asked for is not. */
    public boolean matches(LogEntry log) {
        if (!addresses.isEmpty() && !addresses.contains(log.address())) {
            return false;
        }
        if (topics.isEmpty()) {
            return true;
        }
        List<String> present = log.event().topics();
        if (present.size() < topics.size()) {
            return false;
        }
        for (int position = 0; position < topics.size(); position++) {
            Set<String> wanted = topics.get(position);
            if (!wanted.isEmpty() && !wanted.contains(present.get(position))) {
                return false;
            }
        }
        return true;
    }
}
