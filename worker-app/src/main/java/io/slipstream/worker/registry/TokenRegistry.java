package io.slipstream.worker.registry;

import io.slipstream.core.market.Instrument;
import io.slipstream.core.market.TokenId;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Every token in memory. Written by the registry's sync, read by anybody. */
public final class TokenRegistry {

    /** So many that do not trade any more are remembered, the latest: who asks for an older one asks the venue. */
    static final int MOST_CLOSED = 20_000;

    private final Map<TokenId, Instrument> byToken = new ConcurrentHashMap<>();
    private final Set<TokenId> closed = new LinkedHashSet<>();

    /** What is known of a token, without a network call. */
    public Optional<Instrument> resolveToken(TokenId tokenId) {
        return Optional.ofNullable(byToken.get(tokenId));
    }

    /** How many tokens are known. */
    public int size() {
        return byToken.size();
    }

    /** Whether any of these is new or other than known. */
    public boolean changes(Collection<Instrument> instruments) {
        return instruments.stream().anyMatch(instrument -> !instrument.equals(byToken.get(instrument.tokenId())));
    }

    /** Takes instruments; tells those that are new or changed. */
    public synchronized List<Instrument> learn(Collection<Instrument> instruments) {
        List<Instrument> news = instruments.stream()
                .filter(instrument -> !instrument.equals(byToken.put(instrument.tokenId(), instrument)))
                .toList();
        for (Instrument instrument : instruments) {
            closed.remove(instrument.tokenId());
            if (!instrument.tradable()) {
                closed.add(instrument.tokenId());
            }
        }
        for (Iterator<TokenId> eldest = closed.iterator(); closed.size() > MOST_CLOSED; ) {
            byToken.remove(eldest.next());
            eldest.remove();
        }
        return news;
    }
}
