package io.slipstream.sim;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The offline Polymarket as a program. */
@Command(
        name = "polymarket-sim",
        mixinStandardHelpOptions = true,
        version = "polymarket-sim 0.1.0",
        showDefaultValues = true,
        sortOptions = false,
        description = "Polymarket on loopback: Polygon JSON-RPC, CLOB, Gamma and Data API with a seeded market.")
public final class SimApplication implements Callable<Integer> {

    private static final SimConfig DEFAULTS = SimConfig.defaults();

    @Option(names = "--port", paramLabel = "PORT", description = "TCP port; 0 for any free one")
    private int port = DEFAULTS.port();

    @Option(names = "--host", paramLabel = "ADDRESS", description = "address to listen on")
    private String host = DEFAULTS.host();

    @Option(names = "--seed", paramLabel = "N", description = "same seed and speed, same market")
    private long seed = DEFAULTS.seed();

    @Option(names = "--speed", paramLabel = "FACTOR", description = "simulated seconds per real second")
    private double speed = DEFAULTS.speed();

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "continue the chain that is recorded here, or begin one; what is stored wins over flags")
    private @Nullable Path state;

    @Option(names = "--markets", paramLabel = "N", description = "markets that are open at any time")
    private int markets = DEFAULTS.markets();

    @Option(names = "--block-millis", paramLabel = "MS", description = "simulated time between blocks")
    private int blockMillis = DEFAULTS.blockMillis();

    @Option(names = "--data-lag-millis", paramLabel = "MS", description = "simulated lag of the Data API")
    private int dataLagMillis = DEFAULTS.dataLagMillis();

    @Option(
            names = "--finality-blocks",
            paramLabel = "N",
            description = "how many blocks the finalized block lags the head")
    private int finalityBlocks = DEFAULTS.finalityBlocks();

    private SimApplication() {}

    /** Starts the simulator and runs until it is told to stop. */
    public static void main(String[] args) {
        // by its own name: a logback.xml here would be taken up by every program that has the simulator on its class
        // path
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "polymarket-sim-logback.xml");
        }
        int code = new CommandLine(new SimApplication())
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> {
                    commandLine.getErr().println("polymarket-sim: " + failure.getMessage());
                    return 1;
                })
                .execute(args);
        System.exit(code);
    }

    @Override
    public Integer call() throws InterruptedException {
        Simulator simulator = Simulator.start(
                new SimConfig(port, host, seed, speed, state, blockMillis, markets, dataLagMillis, finalityBlocks));
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("sim-stop").unstarted(() -> {
                    simulator.close();
                    stopped.countDown();
                }));
        System.out.println("polymarket-sim ready on http://" + host + ":" + simulator.port() + " seed="
                + simulator.seed() + " speed=" + simulator.speed());
        System.out.flush();
        stopped.await();
        return 0;
    }
}
