package io.slipstream.launcher;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Tells the user what happens while it happens, with the time since the start. */
final class Progress {

    private final PrintStream out;
    private final long startedNanos = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
    }

    /** Says what one part does. */
    void say(String part, String what) {
        out.printf(Locale.ROOT, "[%7.1f s] %-10s  %s%n", seconds(), part, what);
        out.flush();
    }

    /** Puts lines into a box that cannot be overlooked. */
    void box(List<String> lines) {
        int width = lines.stream().mapToInt(String::length).max().orElse(0);
        String edge = "+" + "-".repeat(width + 4) + "+";
        out.println(edge);
        lines.forEach(line -> out.println("|  " + line + " ".repeat(width - line.length()) + "  |"));
        out.println(edge);
        out.flush();
    }

    /** Seconds since the start. */
    double seconds() {
        return (System.nanoTime() - startedNanos) / 1e9;
    }
}
