package io.slipstream.launcher.process;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Ctrl-C, SIGTERM and a closed terminal, delivered to a {@link StopSignal}.
 *
 * <p>A JVM shutdown hook would not do: it runs beside the hooks of libraries, in no order, and a second Ctrl-C is never
 * heard once shutdown has begun. The JDK's signal API is called by reflection because javac warns about its package in a
 * way that cannot be switched off.
 */
public final class TerminalSignals {

    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

    private TerminalSignals() {}

    /** Sends every signal that asks this process to end to the stop signal instead. */
    public static void deliverTo(StopSignal stop) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object request =
                    Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, requesting(stop));
            for (String name : SIGNALS) {
                Object named = signal.getConstructor(String.class).newInstance(name);
                signal.getMethod("handle", signal, handler).invoke(null, named, request);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // without the API a shutdown hook is the next best thing: it stops in order, but cannot be hurried
            Runtime.getRuntime().addShutdownHook(new Thread(stop::request, "stop-request"));
        }
    }

    @SuppressWarnings("ReferenceEquality") // the proxy's equals is what is defined here
    private static InvocationHandler requesting(StopSignal stop) {
        return (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                stop.request();
                yield null;
            }
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "stop request";
        };
    }
}
