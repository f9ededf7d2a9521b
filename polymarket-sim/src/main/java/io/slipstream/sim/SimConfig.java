package io.slipstream.sim;

import io.slipstream.sim.venue.VenueParameters;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a simulator runs.
 *
 * @param port TCP port; 0 for any free one
 * @param host address to listen on
 * @param seed where all randomness comes from
 * @param speed how many simulated seconds pass in one real second
 * @param stateDirectory where the chain is continued from and recorded; null to begin anew and keep nothing
 * @param blockMillis simulated milliseconds between blocks, a multiple of 50
 * @param markets how many markets are open at any time
 * @param dataLagMillis simulated milliseconds by which the Data API lags the chain
 * @param finalityBlocks how many blocks the finalized block lags the head
 */
public record SimConfig(
        int port,
        String host,
        long seed,
        double speed,
        @Nullable Path stateDirectory,
        int blockMillis,
        int markets,
        int dataLagMillis,
        int finalityBlocks) {

    /** Refuses values that cannot work. */
    public SimConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be in 0..65535, is " + port);
        }
        if (dataLagMillis < 0) {
            throw new IllegalArgumentException("data-lag-millis must not be negative, is " + dataLagMillis);
        }
        VenueParameters.check(speed, blockMillis, markets, finalityBlocks);
    }

    /** Port 8650 on loopback, seed 42, real time, 24 markets, blocks every 1.75 s, nothing kept. */
    public static SimConfig defaults() {
        return new SimConfig(8650, "127.0.0.1", 42, 1, null, 1_750, 24, 4_000, VenueParameters.USUAL_FINALITY_BLOCKS);
    }

    /** The same on another port. */
    public SimConfig withPort(int newPort) {
        return new SimConfig(
                newPort, host, seed, speed, stateDirectory, blockMillis, markets, dataLagMillis, finalityBlocks);
    }

    /** The same on another address. */
    public SimConfig withHost(String newHost) {
        return new SimConfig(
                port, newHost, seed, speed, stateDirectory, blockMillis, markets, dataLagMillis, finalityBlocks);
    }

    /** The same with another seed. */
    public SimConfig withSeed(long newSeed) {
        return new SimConfig(
                port, host, newSeed, speed, stateDirectory, blockMillis, markets, dataLagMillis, finalityBlocks);
    }

    /** The same at another speed. */
    public SimConfig withSpeed(double newSpeed) {
        return new SimConfig(
                port, host, seed, newSpeed, stateDirectory, blockMillis, markets, dataLagMillis, finalityBlocks);
    }

    /** The same with another state directory, or none. */
    public SimConfig withStateDirectory(@Nullable Path newDirectory) {
        return new SimConfig(
                port, host, seed, speed, newDirectory, blockMillis, markets, dataLagMillis, finalityBlocks);
    }

    /** The same with another block interval. */
    public SimConfig withBlockMillis(int newBlockMillis) {
        return new SimConfig(
                port, host, seed, speed, stateDirectory, newBlockMillis, markets, dataLagMillis, finalityBlocks);
    }

    /** The same with another number of markets. */
    public SimConfig withMarkets(int newMarkets) {
        return new SimConfig(
                port, host, seed, speed, stateDirectory, blockMillis, newMarkets, dataLagMillis, finalityBlocks);
    }

    /** The same with another lag of the Data API. */
    public SimConfig withDataLagMillis(int newLag) {
        return new SimConfig(port, host, seed, speed, stateDirectory, blockMillis, markets, newLag, finalityBlocks);
    }

    /** The same with another finality. */
    public SimConfig withFinalityBlocks(int newFinality) {
        return new SimConfig(port, host, seed, speed, stateDirectory, blockMillis, markets, dataLagMillis, newFinality);
    }

    /** What decides the market. */
    VenueParameters venueParameters() {
        return new VenueParameters(seed, speed, blockMillis, markets, finalityBlocks);
    }
}
