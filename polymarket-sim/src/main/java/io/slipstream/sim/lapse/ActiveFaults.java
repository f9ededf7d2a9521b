package io.slipstream.sim.lapse;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The faults of one feed that are on, one of a class at most. The caller holds the venue's guard.
 *
 * @param <B> what all of them are
 */
public final class ActiveFaults<B> {

    private final Map<Class<?>, B> on = new HashMap<>();

    /** None is on. */
    public ActiveFaults() {}

    /** The fault of a kind; null while it is off. */
    public <F extends B> @Nullable F get(Class<F> kind) {
        return kind.cast(on.get(kind));
    }

    /** Whether it is this fault that is on. */
    public boolean has(B fault) {
        return fault.equals(on.get(fault.getClass()));
    }

    /** Switches a fault on, instead of an earlier one of its kind. */
    public void add(B fault) {
        on.put(fault.getClass(), fault);
    }

    /** Switches a fault off, if it is still this one. */
    public void remove(B fault) {
        on.remove(fault.getClass(), fault);
    }

    /** Switches those off that are meant. */
    public void removeIf(Predicate<B> meant) {
        on.values().removeIf(meant);
    }
}
