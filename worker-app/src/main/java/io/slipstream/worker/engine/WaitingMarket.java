package io.slipstream.worker.engine;

import io.slipstream.core.market.TokenId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What waits of the books of one market, line by line. Guarded by the inbox's lock. */
final class WaitingMarket {

    private final List<TokenId> tokenIds;
    private final List<Told> lines = new ArrayList<>(1);

    /** What one line told. */
    static final class Told {
        private final int line;
        /** The frame that the next one may join. */
        @Nullable
        InboxEntry open;
        /** Of which moment of the inbox that is: others end what can be joined. */
        long openSince;
        /** The doubt that whatever comes next can be added to. */
        @Nullable
        InboxEntry doubt;

        long doubtSince;

        private Told(int line) {
            this.line = line;
        }
    }

    /** Of these tokens, one or more. */
    WaitingMarket(List<TokenId> tokenIds) {
        this.tokenIds = tokenIds;
    }

    List<TokenId> tokenIds() {
        return tokenIds;
    }

    /** Whether it is of these tokens and no others. */
    boolean isOf(List<TokenId> others) {
        return tokenIds.size() == others.size() && tokenIds.containsAll(others);
    }

    /** Both outcomes of a market mirror each other: what ends the joining of one is known for both only where both are told of. */
    boolean isWhole() {
        return tokenIds.size() == 2;
    }

    Told told(int line) {
        for (Told told : lines) {
            if (told.line == line) {
                return told;
            }
        }
        Told told = new Told(line);
        lines.add(told);
        return told;
    }

    /** Nothing may join what waits, on any line: what comes now must stay behind it. */
    void seal() {
        lines.forEach(told -> told.open = null);
    }

    /** A snapshot comes, which may end a doubt: what is lost after it needs a doubt of its own. */
    void endDoubts() {
        lines.forEach(told -> told.doubt = null);
    }
}
