package io.slipstream.worker;

import io.slipstream.persistence.DatabaseTakenException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which worker is in the way, without a stack trace. */
final class DatabaseTakenAnalyzer extends AbstractFailureAnalyzer<DatabaseTakenException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DatabaseTakenException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Stop that worker, give this one another database (SPRING_DATASOURCE_URL), or set WORKER_LOCK=wait.",
                cause);
    }
}
