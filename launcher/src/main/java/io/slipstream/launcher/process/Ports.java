package io.slipstream.launcher.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/** Chooses TCP ports on the loopback address, never the same one twice. */
public final class Ports {

    private static final int SEARCH = 100;

    private final Set<Integer> given = new HashSet<>();

    /** A port and whether it is another one than was wished for. */
    public record Choice(int port, boolean moved) {}

    /** This port and no other, because the user named it. */
    public Choice exactly(String part, int port, String option) {
        if (port < 1 || port > 65_535) {
            throw LaunchFailure.usage("%s %d is not a port: choose one from 1 to 65535".formatted(option, port));
        }
        if (!take(port)) {
            throw LaunchFailure.usage("port %d for the %s is in use: stop what listens there or choose another with %s"
                    .formatted(port, part, option));
        }
        return new Choice(port, false);
    }

    /** This port, or the next free one after it. */
    public Choice from(String part, int wished, String option) {
        for (int port = wished; port < wished + SEARCH; port++) {
            if (take(port)) {
                return new Choice(port, port != wished);
            }
        }
        throw LaunchFailure.usage("no free port for the %s from %d to %d: choose one with %s"
                .formatted(part, wished, wished + SEARCH - 1, option));
    }

    private boolean take(int port) {
        return !given.contains(port) && isFree(port) && given.add(port);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
