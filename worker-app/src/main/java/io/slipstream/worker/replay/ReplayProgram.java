package io.slipstream.worker.replay;

import io.slipstream.worker.settings.InvalidSettingsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The commands that look at recorded sessions. */
public final class ReplayProgram {

    /** What they are called. */
    public static final Set<String> COMMANDS = Set.of("replay", "latency-curve");

    private static final int UNREADABLE = 2;
    private static final int USAGE = 64;

    private final Map<String, String> environment;
    private final PrintWriter out;
    private final PrintWriter err;

    /** Writes what is found to one stream, progress and complaints to the other. */
    public ReplayProgram(Map<String, String> environment, PrintWriter out, PrintWriter err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /** Does what the arguments say, of which the first is the command; the exit code. */
    public int run(List<String> arguments) {
        return new CommandLine(new Root())
                .addSubcommand(new ReplayCommand(environment))
                .addSubcommand(new LatencyCurveCommand(environment))
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((e, _) -> refuse(e))
                .setExecutionExceptionHandler((e, _, _) -> fail(e))
                .execute(arguments.toArray(String[]::new));
    }

    private int refuse(ParameterException e) {
        err.println(e.getCommandLine().getCommandName() + ": " + e.getMessage());
        err.println("./slipstream %s --help lists the options"
                .formatted(e.getCommandLine().getCommandName()));
        return USAGE;
    }

    private int fail(Exception e) throws Exception {
        return switch (e) {
            case ParameterException wrong -> refuse(wrong);
            case InvalidSettingsException wrong -> {
                err.println("the policy cannot be used: " + wrong.getMessage());
                yield USAGE;
            }
            case DataAccessException _ -> {
                err.println("the database cannot be read: " + e.getMessage());
                yield UNREADABLE;
            }
            case IOException _, IllegalArgumentException _ -> {
                err.println("the session cannot be read: " + e.getMessage());
                yield UNREADABLE;
            }
            default -> throw e;
        };
    }

    @Command(name = "slipstream")
    private static final class Root {}
}
