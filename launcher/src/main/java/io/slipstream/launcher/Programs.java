package io.slipstream.launcher;

import java.util.List;

/** Knows how the programs of the system are started on this machine. */
@FunctionalInterface
interface Programs {

    /** The command that runs a module of the build with these JVM flags and arguments. */
    List<String> command(String module, List<String> jvmFlags, List<String> arguments);
}
