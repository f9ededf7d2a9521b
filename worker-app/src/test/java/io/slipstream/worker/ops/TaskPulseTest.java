package io.slipstream.worker.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The age of a standing task and how often it is told that it fails, in virtual time. */
class TaskPulseTest {

    private static final Instant START = Instant.parse("2026-12-01T12:00:00Z");

    private final Logger logger = (Logger) LoggerFactory.getLogger(TaskPulse.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private long now;
    private final TaskPulse pulse =
            new TaskPulse("scan", Duration.ofSeconds(30), () -> START.plusNanos(now), () -> now);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(lines);
    }

    @Test
    void tellsTheAgeOfTheLastSuccess() {
        later(10);
        assertThat(pulse.status().age()).as("since it was registered").isEqualTo(Duration.ofSeconds(10));
        pulse.succeeded();
        later(20);
        pulse.failed("no node answers");
        TaskPulse.Status status = pulse.status();
        assertThat(status.age()).isEqualTo(Duration.ofSeconds(20));
        assertThat(status.lastSuccess()).isEqualTo(START.plusSeconds(10));
        assertThat(status.lastFailure()).isEqualTo(START.plusSeconds(30));
        assertThat(status.failure()).isEqualTo("no node answers");
        assertThat(status.overdue()).isFalse();
        later(11);
        assertThat(pulse.status().overdue()).isTrue();
        pulse.succeeded();
        assertThat(pulse.status().overdue()).isFalse();
        assertThat(pulse.status().failure()).isNull();
    }

    @Test
    void warnsAtOnceAndThenOnceAMinute() {
        for (int second = 0; second < 150; second++) {
            pulse.failed("no node answers");
            later(1);
        }
        assertThat(warnings()).isEqualTo(3);
        assertThat(lines.list.getFirst().getFormattedMessage())
                .isEqualTo("scan fails: no node answers; its last success is 0 s ago, and it is tried again");
    }

    @Test
    void warnsOfATaskThatSaysNothing() {
        for (int second = 0; second < 100; second++) {
            pulse.watch();
            later(1);
        }
        assertThat(warnings()).as("after its patience, and a minute later").isEqualTo(2);
    }

    private long warnings() {
        return lines.list.stream()
                .filter(line -> line.getLevel().equals(Level.WARN))
                .count();
    }

    private void later(long seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }
}
