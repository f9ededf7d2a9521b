package io.slipstream.worker.settings;

import io.slipstream.core.copy.CopyPolicy;
import io.slipstream.core.execution.PaperConditions;
import io.slipstream.core.money.Micros;
import io.slipstream.core.venue.OrderLimits;
import io.slipstream.core.venue.TimeInForce;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The flags of how leaders are copied, from the environment or from a file. */
public final class PolicyFlags {

    private static final long SECOND = 1_000_000_000L;
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** Without any flag. */
    static final CopyPolicy USUAL =
            new CopyPolicy(Micros.ONE / 10, 300, TimeInForce.GTC, 30 * SECOND, 30 * SECOND, Micros.ONE);

    private static final Set<String> NAMES = Set.of(
            "COPY_RATIO", "SLIPPAGE_BPS", "COPY_TIME_IN_FORCE", "ORDER_TTL_MS", "MAX_FILL_AGE_MS", "MIN_NOTIONAL_USDC");

    private PolicyFlags() {}

    /**
     * A policy that a file changes: lines such as {@code COPY_RATIO=0.5}, with the names of the environment's flags.
     *
     * @param before what holds for what the file does not name
     * @param paper how long orders take
     * @throws InvalidSettingsException with every problem of the file
     */
    public static CopyPolicy read(Path file, CopyPolicy before, PaperConditions paper) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(List.of("%s cannot be read: %s".formatted(file, e.getMessage())));
        }
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .forEach(source -> environment.getPropertySources().remove(source.getName()));
        environment.getPropertySources().addFirst(new PropertiesPropertySource("policy", properties));
        Flags flags = new Flags(environment);
        Set<String> unknown = new TreeSet<>(properties.stringPropertyNames());
        unknown.removeAll(NAMES);
        unknown.forEach(name -> flags.problem(
                name, properties.getProperty(name), "a policy has " + String.join(", ", new TreeSet<>(NAMES))));
        CopyPolicy policy = read(flags, before, paper);
        if (!flags.problems().isEmpty()) {
            throw new InvalidSettingsException(flags.problems());
        }
        return policy;
    }

    static CopyPolicy read(Flags flags, CopyPolicy otherwise, PaperConditions paper) {
        TimeInForce timeInForce = flags.choice("COPY_TIME_IN_FORCE", TimeInForce.class, otherwise.timeInForce());
        long ttlNanos = nanos(flags, "ORDER_TTL_MS", otherwise.ttlNanos());
        long leastNanos =
                OrderLimits.PUBLISHED.expirationLeadNanos() + paper.submit().mostNanos();
        if (timeInForce == TimeInForce.GTD && ttlNanos < leastNanos) {
            flags.problem(
                    "ORDER_TTL_MS",
                    Long.toString(ttlNanos / NANOS_PER_MILLI),
                    "with COPY_TIME_IN_FORCE=gtd set at least %d: the venue takes no order that expires earlier"
                            .formatted(Math.ceilDiv(leastNanos, NANOS_PER_MILLI)));
        }
        return new CopyPolicy(
                flags.micros("COPY_RATIO", text(otherwise.ratioMicros()), "0.000001", "1000"),
                (int) flags.whole("SLIPPAGE_BPS", otherwise.slippageBps(), 0, 10_000),
                timeInForce,
                ttlNanos,
                nanos(flags, "MAX_FILL_AGE_MS", otherwise.maxFillAgeNanos()),
                flags.micros("MIN_NOTIONAL_USDC", text(otherwise.minNotionalMicros()), "0", "1000000"));
    }

    private static long nanos(Flags flags, String name, long otherwise) {
        return flags.millis(name, otherwise / NANOS_PER_MILLI, 1, DAY_MILLIS).toNanos();
    }

    private static String text(long micros) {
        return Micros.toDecimal(micros).toPlainString();
    }
}
