package io.slipstream.worker.settings;

import io.slipstream.core.venue.Circumstances;
import io.slipstream.core.venue.TradingHalt;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads when the venue halts: {@code cancel-only|disabled@<instant>/<instant>}, comma-separated. */
final class HaltFlags {

    private static final Map<String, Circumstances.Mode> MODES = Map.of(
            "cancel-only", Circumstances.Mode.CANCEL_ONLY,
            "disabled", Circumstances.Mode.DISABLED);

    private HaltFlags() {}

    static List<TradingHalt> read(Flags flags, String name) {
        List<TradingHalt> halts = new ArrayList<>();
        for (String item : flags.list(name, "")) {
            try {
                halts.add(halt(item));
            } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
                flags.problem(
                        name,
                        item,
                        "each halt is cancel-only or disabled, @, and its beginning and end with / between them, such as"
                                + " disabled@2026-12-01T12:00:00Z/2026-12-01T12:10:00Z");
            }
        }
        return halts;
    }

    private static TradingHalt halt(String item) {
        String[] parts = item.split("[@/]", -1);
        Circumstances.Mode mode = parts.length == 3 ? MODES.get(parts[0]) : null;
        if (mode == null) {
            throw new IllegalArgumentException("no halt: " + item);
        }
        return new TradingHalt(mode, nanos(parts[1]), nanos(parts[2]));
    }

    private static long nanos(String instant) {
        return ChronoUnit.NANOS.between(Instant.EPOCH, Instant.parse(instant));
    }
}
