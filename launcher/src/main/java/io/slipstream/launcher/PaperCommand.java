package io.slipstream.launcher;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "paper",
        description =
                "Trades on paper against the endpoints in POLYGON_WS_URL and POLYGON_HTTP_URL, following LEADERS.",
        footer = "The database is an embedded PostgreSQL, or the one in SPRING_DATASOURCE_URL when that is set.",
        sortOptions = false)
final class PaperCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private RunOptions options = new RunOptions();

    PaperCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        options.validate();
        Workspace workspace = new Workspace(Optional.ofNullable(options.data)
                .orElse(console.repository().resolve("var").resolve("paper"))
                .toAbsolutePath());
        return new PaperRun(console, options, workspace).run();
    }
}
