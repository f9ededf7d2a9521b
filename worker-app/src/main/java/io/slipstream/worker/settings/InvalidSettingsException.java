package io.slipstream.worker.settings;

import java.util.List;

/** The environment cannot be worked with; the message names every problem and what to set. */
public final class InvalidSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidSettingsException(List<String> problems) {
        super("the worker's settings have %d problem%s:%n  - %s"
                .formatted(
                        problems.size(), problems.size() == 1 ? "" : "s", String.join("%n  - ".formatted(), problems)));
    }
}
