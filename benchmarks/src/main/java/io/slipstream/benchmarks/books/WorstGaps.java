package io.slipstream.benchmarks.books;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The longest whiles between two messages, by {@link System#nanoTime}, which the virtual machine's log tells too. */
final class WorstGaps {

    /** How a gap is written, for whoever looks up what the virtual machine did then. */
    static final String LINE = "gap ";

    private final int most;
    private final List<Gap> gaps = new ArrayList<>();
    private long least;

    private record Gap(long from, long to) {

        long length() {
            return to - from;
        }
    }

    WorstGaps(int most) {
        this.most = most;
    }

    void add(long from, long to) {
        if (to - from > least) {
            keep(new Gap(from, to));
        }
    }

    void clear() {
        gaps.clear();
        least = 0;
    }

    void print(PrintStream out) {
        gaps.forEach(gap -> out.println(LINE + gap.from + " " + gap.to));
    }

    private void keep(Gap gap) {
        gaps.add(gap);
        gaps.sort(Comparator.comparingLong(Gap::length).reversed());
        if (gaps.size() > most) {
            gaps.removeLast();
            least = gaps.getLast().length();
        }
    }
}
