package io.slipstream.worker;

import io.slipstream.core.market.TokenId;
import io.slipstream.worker.engine.EffectRouter;
import io.slipstream.worker.market.MarketNews;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From the engine and the market feed to whom it concerns, once that is there. */
final class PartsRouter implements EffectRouter {

    private volatile @Nullable WorkerParts parts;

    /** From now on these are told. */
    void reach(WorkerParts running) {
        parts = running;
    }

    @Override
    public void bookWanted(TokenId tokenId, long sinceNanos) {
        WorkerParts running = parts;
        if (running != null) {
            running.market().traded(tokenId, Instant.EPOCH.plusNanos(sinceNanos));
        }
    }

    @Override
    public void held(TokenId tokenId, boolean now) {
        WorkerParts running = parts;
        if (running != null) {
            running.market().held(tokenId, now);
        }
    }

    @Override
    public void ordered(TokenId tokenId, boolean now) {
        WorkerParts running = parts;
        if (running != null) {
            running.market().ordered(tokenId, now);
        }
    }

    @Override
    public void lineDeaf(int line) {
        WorkerParts running = parts;
        if (running != null) {
            running.market().reconnect(line);
        }
    }

    @Override
    public void unserved(TokenId tokenId, int line, boolean move) {
        WorkerParts running = parts;
        if (running != null) {
            running.market().unserved(tokenId, line, move);
        }
    }

    @Override
    public void comparisonWanted(TokenId tokenId) {
        WorkerParts running = parts;
        if (running != null) {
            running.market().compare(tokenId);
        }
    }

    @Override
    public void resyncWanted(List<TokenId> tokenIds) {
        WorkerParts running = parts;
        if (running != null) {
            running.market().resync(tokenIds);
        }
    }

    @Override
    public void instrumentWanted(TokenId tokenId) {
        WorkerParts running = parts;
        if (running != null) {
            running.sync().wantToken(tokenId);
        }
    }

    void news(MarketNews item) {
        WorkerParts running = parts;
        if (running != null) {
            running.sync().wantCondition(item.conditionId());
        }
    }
}
