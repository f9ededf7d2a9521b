package io.slipstream.launcher;

import io.slipstream.launcher.process.TestJvm;
import io.slipstream.launcher.standin.StandInDashboard;
import io.slipstream.launcher.standin.StandInSim;
import io.slipstream.launcher.standin.StandInWorker;
import java.util.ArrayList;
import java.util.List;

/** Starts the stand-ins in the place of the real programs; the worker gets arguments of the test's choice. */
record StandInPrograms(List<String> workerArguments) implements Programs {

    @Override
    public List<String> command(String module, List<String> jvmFlags, List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        Class<?> main = switch (module) {
            case "polymarket-sim" -> StandInSim.class;
            case "worker-app" -> {
                all.addAll(workerArguments);
                yield StandInWorker.class;
            }
            default -> StandInDashboard.class;
        };
        List<String> command = new ArrayList<>(TestJvm.command(main, all));
        command.add(1, "-Dslipstream.root=" + System.getProperty("slipstream.root"));
        return command;
    }
}
