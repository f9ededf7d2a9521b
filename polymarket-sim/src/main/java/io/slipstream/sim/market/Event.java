package io.slipstream.sim.market;

import org.jspecify.annotations.Nullable;

/** What one or several markets are about: one truth, one schedule, one result. Times are simulated milliseconds. */
public final class Event {

    private final int id;
    private final Category category;
    private final String slug;
    private final String title;
    private final boolean negRisk;
    private final Prospect prospect;
    private final long opensAtMillis;
    private final long endsAtMillis;
    private final long resolvesAtMillis;
    private @Nullable Integer result;

    Event(
            int id,
            Category category,
            String slug,
            String title,
            boolean negRisk,
            Prospect prospect,
            long opensAtMillis,
            long endsAtMillis,
            long resolvesAtMillis) {
        this.id = id;
        this.category = category;
        this.slug = slug;
        this.title = title;
        this.negRisk = negRisk;
        this.prospect = prospect;
        this.opensAtMillis = opensAtMillis;
        this.endsAtMillis = endsAtMillis;
        this.resolvesAtMillis = resolvesAtMillis;
    }

    /** Number of the event, as Gamma shows it. */
    public int id() {
        return id;
    }

    /** The kind of event. */
    public Category category() {
        return category;
    }

    /** Readable identifier. */
    public String slug() {
        return slug;
    }

    /** What people read. */
    public String title() {
        return title;
    }

    /** Whether exactly one of its several markets comes true. */
    public boolean negRisk() {
        return negRisk;
    }

    /** When trading began. */
    public long opensAtMillis() {
        return opensAtMillis;
    }

    /** When trading ends. */
    public long endsAtMillis() {
        return endsAtMillis;
    }

    /** When it is paid out. */
    public long resolvesAtMillis() {
        return resolvesAtMillis;
    }

    Prospect prospect() {
        return prospect;
    }

    @Nullable
    Integer result() {
        return result;
    }

    void settle() {
        result = prospect.settle();
    }
}
