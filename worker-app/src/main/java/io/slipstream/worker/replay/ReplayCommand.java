package io.slipstream.worker.replay;

import io.slipstream.core.outcome.OutcomeLine;
import io.slipstream.persistence.OutcomeStore;
import io.slipstream.worker.session.SessionCursor;
import io.slipstream.worker.session.Sessions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./slipstream replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs recorded sessions through the engine again, at full speed, and holds decisions, fills and positions",
            "against what was taken down when they ran and, with SPRING_DATASOURCE_URL, against what is stored."
        },
        footer = {
            "With --latency or --policy it shows instead what would have come of the same sessions otherwise.",
            "Exit codes: 0 the same, 1 different, 2 the tape cannot be read, 64 wrong arguments."
        })
final class ReplayCommand implements Callable<Integer> {

    private static final int DIFFERENT = 1;

    private final Map<String, String> environment;

    @Mixin
    private final SessionOptions options;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--latency",
            paramLabel = "+250ms",
            converter = Delay.class,
            description = "every order takes so much longer to the venue (ms, s)")
    private @Nullable Long latency;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "another policy: lines such as COPY_RATIO=0.5 or SLIPPAGE_BPS=100")
    private @Nullable Path policy;

    @Option(names = "--out", paramLabel = "FILE", description = "writes everything that came of it, a line each")
    private @Nullable Path out;

    ReplayCommand(Map<String, String> environment) {
        this.environment = environment;
        this.options = new SessionOptions(environment);
    }

    @Override
    public Integer call() throws IOException {
        Sessions sessions = options.sessions();
        Window window = options.window();
        List<Sessions.Glance> all = sessions.list();
        List<Sessions.Glance> chosen = options.chosen(all, window);
        return latency == null && policy == null
                ? prove(sessions, all, chosen, window)
                : compare(sessions, chosen, window);
    }

    private int prove(Sessions sessions, List<Sessions.Glance> all, List<Sessions.Glance> chosen, Window window)
            throws IOException {
        boolean holds = true;
        OutcomeStore stored = database();
        List<String> lines = new ArrayList<>();
        for (Sessions.Glance session : chosen) {
            int after = all.indexOf(session) + 1;
            long next = after < all.size() ? all.get(after).fromNanos() : Long.MAX_VALUE;
            Proof proof = Proof.of(sessions, session, window, next, stored, progress("replay", session));
            new ProofReport(writer(), proof).print();
            holds &= proof.holds();
            for (OutcomeLine line : proof.replayed().lines()) {
                lines.add("%d %s %s".formatted(line.atMicros(), line.kind(), line.text()));
            }
        }
        if (out != null) {
            Files.write(out, lines, StandardCharsets.UTF_8);
        }
        return holds ? 0 : DIFFERENT;
    }

    private int compare(Sessions sessions, List<Sessions.Glance> chosen, Window window) throws IOException {
        Alteration otherwise = new Alteration(latency == null ? 0 : latency, policy);
        List<CopyResult> was = new ArrayList<>();
        List<CopyResult> wouldBe = new ArrayList<>();
        for (Sessions.Glance session : chosen) {
            long last = session.toNanos() - otherwise.addedLatencyNanos();
            was.addAll(run("as it was", sessions, session, window, last, Alteration.NONE));
            wouldBe.addAll(run("otherwise", sessions, session, window, last, otherwise));
        }
        ResultTable table = new ResultTable(writer());
        table.row("as it was", ResultSummary.of(was));
        table.row("otherwise", ResultSummary.of(wouldBe));
        table.end();
        return 0;
    }

    private List<CopyResult> run(
            String what,
            Sessions sessions,
            Sessions.Glance session,
            Window window,
            long lastDecisionNanos,
            Alteration alteration)
            throws IOException {
        try (SessionCursor cursor = sessions.read(session)) {
            return CopyResults.of(cursor, alteration, window, lastDecisionNanos, progress(what, session))
                    .results();
        }
    }

    private @Nullable OutcomeStore database() {
        String url = environment.getOrDefault("SPRING_DATASOURCE_URL", "");
        return url.isBlank()
                ? null
                : new OutcomeStore(new DriverManagerDataSource(
                        url,
                        environment.getOrDefault("SPRING_DATASOURCE_USERNAME", ""),
                        environment.getOrDefault("SPRING_DATASOURCE_PASSWORD", "")));
    }

    private Progress progress(String what, Sessions.Glance session) {
        return new Progress(
                what, session, Objects.requireNonNull(spec).commandLine().getErr(), System::nanoTime);
    }

    private PrintWriter writer() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
