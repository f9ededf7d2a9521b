package io.slipstream.launcher;

import io.slipstream.launcher.process.StopSignal;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What surrounds the launcher: the user's terminal and environment, the repository, the clock. Handed in, so that tests
 * can stand in for all of it.
 */
record Console(
        Map<String, String> environment,
        Path repository,
        Programs programs,
        PrintStream out,
        PrintStream err,
        Clock clock,
        StopSignal stop) {}
