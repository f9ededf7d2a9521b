package io.slipstream.launcher.process;

import java.util.stream.Collectors;

/** Puts the end of a part's log into the message about its failure. */
public final class PartDied {

    private static final int LINES = 25;

    private PartDied() {}

    /** A failure that shows what the part wrote last. */
    public static LaunchFailure failure(Part part, String what) {
        String exit =
                part instanceof ChildProcess child && !child.isAlive() ? " with exit code " + child.exitCode() : "";
        String tail = LogFile.tail(part.log(), LINES).stream()
                .map(line -> "    " + line)
                .collect(Collectors.joining("\n"));
        return LaunchFailure.didNotRun("the %s %s%s. %s"
                .formatted(
                        part.name(),
                        what,
                        exit,
                        tail.isEmpty()
                                ? "It wrote nothing to " + part.log()
                                : "The end of " + part.log() + ":\n" + tail));
    }
}
