package io.slipstream.core.engine;

import io.slipstream.core.book.LiveBooks;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Tick;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the engine knows of tokens, and which two are the outcomes of one market. */
final class Instruments {

    private final LiveBooks books;
    private final Map<TokenId, Instrument> byToken = new HashMap<>();
    /** By condition, the first of its outcomes that was listed. */
    private final Map<String, TokenId> firstOutcome = new HashMap<>();

    Instruments(LiveBooks books) {
        this.books = books;
    }

    @Nullable
    Instrument get(TokenId tokenId) {
        return byToken.get(tokenId);
    }

    /** The registry knows these, new or changed. */
    void list(List<Instrument> listed) {
        for (Instrument instrument : listed) {
            byToken.put(instrument.tokenId(), instrument);
            TokenId first = firstOutcome.putIfAbsent(instrument.conditionId(), instrument.tokenId());
            if (instrument.tradable() && first != null && !first.equals(instrument.tokenId())) {
                books.pair(first, instrument.tokenId());
            }
        }
    }

    /** The market feed says that the price grid is another. */
    void regrid(TokenId tokenId, Tick tick) {
        byToken.computeIfPresent(tokenId, (_, known) -> known.tick().equals(tick) ? known : known.withTick(tick));
    }

    /** It does not trade any more. */
    void close(TokenId tokenId) {
        byToken.computeIfPresent(tokenId, (_, known) -> known.closed());
    }
}
