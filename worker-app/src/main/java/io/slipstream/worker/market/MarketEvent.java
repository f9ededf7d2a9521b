package io.slipstream.worker.market;

import io.slipstream.core.book.BookUpdate;
import io.slipstream.core.market.TokenId;
import java.util.List;

/** One message of the market socket (protocol reference 2), understood. */
sealed interface MarketEvent {

    /** Something about a book. */
    record Book(BookUpdate update) implements MarketEvent {}

    /** A market resolved; the others of its tokens pay nothing. */
    record Resolved(String conditionId, List<TokenId> tokenIds, TokenId winner) implements MarketEvent {}

    /** A market was listed. */
    record Listed(String conditionId) implements MarketEvent {}

    /**
     * Of no use here.
     *
     * @param known whether the type is one that the venue is known to send; the name of one that is not is anybody's text
     */
    record Ignored(String type, boolean known) implements MarketEvent {}

    /** Malformed. */
    record Rejected(String reason) implements MarketEvent {}
}
