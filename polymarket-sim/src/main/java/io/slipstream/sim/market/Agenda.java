package io.slipstream.sim.market;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Who acts when. Agents that are due together act in the order in which they were scheduled. */
final class Agenda {

    private record Entry(long dueMillis, long sequence, Agent agent) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::dueMillis).thenComparingLong(Entry::sequence));
    private long sequence;

    /** Schedules an agent. */
    void add(long dueMillis, Agent agent) {
        sequence++;
        entries.add(new Entry(dueMillis, sequence, agent));
    }

    /** Lets everybody act who is due by now. */
    void run(long nowMillis) {
        while (!entries.isEmpty() && entries.peek().dueMillis() <= nowMillis) {
            Entry entry = entries.remove();
            long pause = entry.agent().act(nowMillis);
            if (pause != Agent.DONE) {
                add(nowMillis + Math.max(1, pause), entry.agent());
            }
        }
    }
}
