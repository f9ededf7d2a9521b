package io.slipstream.core.engine;

import io.slipstream.core.book.LiveBooks;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Tick;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the engine knows of tokens, and which two are the outcomes of one market. */
final class Instruments {

    /** Fills and orders of a market's last minutes are told of that much later at most. */
    private static final long KEPT_NANOS = 3_600_000_000_000L;

    private final LiveBooks books;
    /** Of those that do not trade any more, since when. */
    private final Map<TokenId, Long> closedSince = new HashMap<>();

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
    void list(List<Instrument> listed, long nowNanos) {
        for (Instrument instrument : listed) {
            byToken.put(instrument.tokenId(), instrument);
            if (!instrument.tradable()) {
                noteClosed(instrument.tokenId(), nowNanos);
            }
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
    void close(TokenId tokenId, long nowNanos) {
        byToken.computeIfPresent(tokenId, (_, known) -> known.closed());
        noteClosed(tokenId, nowNanos);
    }

    /** Forgets those that do not trade for a while, if nobody is concerned; who asks for one again has it listed again. */
    void forgetClosed(Predicate<TokenId> concerns, long nowNanos) {
        closedSince.entrySet().removeIf(closed -> {
            TokenId tokenId = closed.getKey();
            Instrument known = byToken.get(tokenId);
            if (known == null || known.tradable()) {
                return true;
            }
            if (nowNanos - closed.getValue() < KEPT_NANOS || concerns.test(tokenId)) {
                return false;
            }
            byToken.remove(tokenId);
            firstOutcome.remove(known.conditionId(), tokenId);
            books.part(tokenId);
            return true;
        });
    }

    /** How much is kept. */
    int retained() {
        return byToken.size() + firstOutcome.size() + closedSince.size();
    }

    private void noteClosed(TokenId tokenId, long nowNanos) {
        if (byToken.containsKey(tokenId)) {
            closedSince.putIfAbsent(tokenId, nowNanos);
        }
    }
}
