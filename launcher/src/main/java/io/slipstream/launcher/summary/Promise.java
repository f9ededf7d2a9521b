package io.slipstream.launcher.summary;

/**
 * Something that Slipstream promises of every run.
 *
 * @param text the promise
 * @param kept whether this run kept it
 * @param evidence the figure that it is judged by
 */
public record Promise(String text, boolean kept, String evidence) {

    /** A promise that something never happens. */
    static Promise none(String text, long count) {
        return new Promise(text, count == 0, Long.toString(count));
    }
}
