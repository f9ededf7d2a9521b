package io.slipstream.sim.node;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The faults of one node that are on. The caller holds the venue's guard. */
public final class ActiveFaults {

    private final Map<Class<? extends NodeFault>, NodeFault> on = new HashMap<>();

    /** None is on. */
    public ActiveFaults() {}

    /** The fault of a kind; null while it is off. */
    public <F extends NodeFault> @Nullable F get(Class<F> kind) {
        return kind.cast(on.get(kind));
    }

    /** Switches a fault on, instead of an earlier one of its kind. */
    public void add(NodeFault fault) {
        on.put(fault.getClass(), fault);
    }

    /** Switches a fault off, if it is still this one. */
    public void remove(NodeFault fault) {
        on.remove(fault.getClass(), fault);
    }
}
