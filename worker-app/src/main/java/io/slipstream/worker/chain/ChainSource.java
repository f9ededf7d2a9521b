package io.slipstream.worker.chain;

import io.slipstream.worker.source.LeaderFillSource;

/** The chain's source, which can be told that there is something to read. */
public interface ChainSource extends LeaderFillSource {

    /** Reads what was not pushed as soon as possible. Answers at once. */
    void scanSoon();
}
