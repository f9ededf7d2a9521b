package io.slipstream.launcher;

import io.slipstream.launcher.process.LaunchFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the executable jars that the build left in the repository, on the same JDK as the launcher. */
record ExecutableJars(Path repository) implements Programs {

    @Override
    public List<String> command(String module, List<String> jvmFlags, List<String> arguments) {
        Path jar = repository.resolve(module).resolve("target").resolve(module + "-exec.jar");
        if (!Files.isRegularFile(jar)) {
            throw LaunchFailure.didNotRun(
                    "%s is not built: start with ./slipstream, which builds it, or run ./mvnw -DskipTests package"
                            .formatted(jar));
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmFlags);
        // half a process would look alive; a dead one is noticed
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED");
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(arguments);
        return command;
    }
}
