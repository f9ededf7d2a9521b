package io.slipstream.worker;

import io.slipstream.persistence.DatabaseTakenException;
import io.slipstream.worker.replay.ReplayProgram;
import io.slipstream.worker.tape.TapeCommand;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.core.NestedRuntimeException;

/** The worker process. */
@SpringBootApplication
public class WorkerApplication {

    /**
     * Starts the worker; all configuration comes from the environment. With {@code tape …} it looks at a tape instead, with
     * {@code replay …} or {@code latency-curve …} at the sessions on it.
     */
    public static void main(String[] args) {
        List<String> arguments = List.of(args);
        if (!arguments.isEmpty() && arguments.getFirst().equals("tape")) {
            PrintStream out = new PrintStream(
                    new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)), false, StandardCharsets.UTF_8);
            System.exit(new TapeCommand(System.getenv(), out, System.err).run(arguments.subList(1, arguments.size())));
        }
        if (!arguments.isEmpty() && ReplayProgram.COMMANDS.contains(arguments.getFirst())) {
            PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
            PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
            System.exit(new ReplayProgram(System.getenv(), out, err).run(arguments));
        }
        ProcessEnd.watchThreads();
        try {
            SpringApplication.run(WorkerApplication.class, args);
        } catch (NestedRuntimeException e) {
            if (e.contains(DatabaseTakenException.class)) {
                System.exit(DatabaseTakenException.EXIT_CODE);
            }
            throw e;
        }
    }
}
