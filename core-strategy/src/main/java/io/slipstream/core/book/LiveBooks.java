package io.slipstream.core.book;

import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Books kept from {@link BookUpdate}s. A book is trusted from a snapshot on until its feed is interrupted, its price grid
 * changes, or it contradicts what the venue says: its top, or the market's other outcome. Then it is closed to trading and a
 * resync is asked for, unless a second line stands by. Owned by one thread.
 */
public final class LiveBooks implements BookStore {

    /** The line of what was asked for over HTTP; in mode rest it carries the tokens too. */
    public static final int ASKED = 0;

    /** A line that told nothing for so long did not just have a change on its way that somebody else told of first. */
    private static final long DEAF_NANOS = 5_000_000_000L;

    /** A trade is in a block within this; blocks have times in whole seconds, of another clock. */
    private static final long SETTLEMENT_NANOS = 5_000_000_000L;

    private final Map<TokenId, LiveBook> books = new LinkedHashMap<>();
    private final Map<TokenId, TokenId> mirrors = new HashMap<>();
    private final Lines lines = new Lines();
    private final ServiceChecks checks = new ServiceChecks();
    private final Listener listener;
    private final long windowNanos;
    private final QuoteAges ages;
    private final TickBook scratch = new TickBook();
    /** The books of the frame at hand, in the order of its changes: each is looked up once. */
    private final List<@Nullable LiveBook> frameBooks = new ArrayList<>();

    private Integrity gone = Integrity.NONE;
    private long unasked;
    private int trusted;

    /**
     * Starts without books.
     *
     * @param windowNanos how far back books can be asked for
     * @param ages up to which age a quote is what
     */
    public LiveBooks(long windowNanos, QuoteAges ages, Listener listener) {
        this.windowNanos = windowNanos;
        this.ages = ages;
        this.listener = listener;
    }

    /** What the books want of whoever feeds them. */
    @FunctionalInterface
    public interface Listener {

        /**
         * A token's book is wanted.
         *
         * @param sinceNanos when the reason for it arose, epoch nanoseconds
         */
        void onWanted(TokenId tokenId, long sinceNanos);

        /** A line is open and misses what happens: a book that it kept was found changed, and it told of nothing. */
        default void onDeaf(int line) {}

        /**
         * A line is open and does not tell of a token that it should carry.
         *
         * @param move whether another line is to carry it, because subscribing it anew did not help
         */
        default void onUnserved(TokenId tokenId, int line, boolean move) {}

        /** A token has become quiet: a snapshot would tell whether its book is still right, which it may be. */
        default void onQuiet(TokenId tokenId) {}
    }

    @Override
    public void subscribe(TokenId tokenId, long sinceNanos) {
        listener.onWanted(tokenId, sinceNanos);
        TokenId mirror = mirrors.get(tokenId);
        if (mirror != null) {
            listener.onWanted(mirror, sinceNanos);
        }
    }

    @Override
    public @Nullable Quote bestBidAsk(TokenId tokenId) {
        OrderBook book = book(tokenId);
        return book == null ? null : new Quote(book.bestBid(), book.bestAsk());
    }

    @Override
    public @Nullable OrderBook book(TokenId tokenId) {
        LiveBook live = books.get(tokenId);
        return live != null && live.trusted() ? live.book() : null;
    }

    @Override
    public @Nullable TokenId mirrorOf(TokenId tokenId) {
        return mirrors.get(tokenId);
    }

    @Override
    public Freshness freshness(TokenId tokenId, long nowNanos) {
        LiveBook live = books.get(tokenId);
        return live == null || !live.trusted() ? Freshness.UNTRUSTED : ages.of(live.ageNanos(lines, nowNanos));
    }

    @Override
    public PastBook bookAt(TokenId tokenId, long momentNanos, long nowNanos) {
        LiveBook live = books.get(tokenId);
        return live == null ? new PastBook.Outside(nowNanos, nowNanos) : live.at(momentNanos, nowNanos);
    }

    /**
     * The last moment at which a trade had not touched a token's book yet; null if there is no such book.
     *
     * @param sizeMicros how much it took in all
     * @param worstPrice that it took at
     * @param printNanos when the print of it came, epoch nanoseconds
     */
    public @Nullable TradeMoment beforeTrade(
            TokenId tokenId, Side takerSide, long sizeMicros, int worstPrice, long printNanos, long nowNanos) {
        LiveBook live = books.get(tokenId);
        return live == null ? null : live.beforeTrade(takerSide, sizeMicros, worstPrice, printNanos, nowNanos);
    }

    /** These are the outcomes of one market: the venue mirrors each in the other. */
    public void pair(TokenId one, TokenId other) {
        mirrors.put(one, other);
        mirrors.put(other, one);
        link(books.get(one));
    }

    /**
     * Applies an update.
     *
     * @param line what it came over
     * @param nowNanos when it arrived, epoch nanoseconds; never runs backward
     * @return tokens that need a snapshot because of it, in order of appearance
     */
    public List<TokenId> apply(int line, BookUpdate update, long nowNanos) {
        if (!(update instanceof BookUpdate.Carried || update instanceof BookUpdate.Dropped)) {
            lines.heard(line, nowNanos);
        }
        if (update instanceof BookUpdate.Changes
                || update instanceof BookUpdate.Snapshot
                || update instanceof BookUpdate.Print) {
            lines.told(line, nowNanos);
        }
        return switch (update) {
            case BookUpdate.Snapshot snapshot -> applySnapshot(line, snapshot, nowNanos);
            case BookUpdate.Changes changes -> applyChanges(line, changes, nowNanos);
            case BookUpdate.Carried carried -> {
                carried.tokenIds().forEach(tokenId -> begin(live(tokenId), line, nowNanos));
                yield List.of();
            }
            case BookUpdate.TickChanged changed ->
                touch(
                        List.of(changed.tokenId()),
                        live -> live.newGrid(line, changed.tick().size(), changed.exchangeMillis(), nowNanos));
            case BookUpdate.Doubted doubted -> {
                long lost = Objects.requireNonNullElse(doubted.lostUpToMillis(), 0L);
                yield touch(doubted.tokenIds(), live -> live.doubt(line, lost, nowNanos));
            }
            case BookUpdate.Interrupted gone -> {
                lines.end(line);
                yield touch(gone.tokenIds(), live -> live.interrupt(line, nowNanos));
            }
            case BookUpdate.Dropped dropped -> touch(dropped.tokenIds(), live -> live.interrupt(line, nowNanos));
            case BookUpdate.Released released -> {
                released.tokenIds().forEach(this::forget);
                yield List.of();
            }
            case BookUpdate.Print print -> {
                lines.sent(line, print.exchangeMillis(), nowNanos);
                LiveBook live = books.get(print.tokenId());
                if (live != null) {
                    contradict(live, book -> book.doubtQuiet(Service.Evidence.TRADE, nowNanos));
                }
                yield List.of();
            }
            case BookUpdate.Top top -> {
                LiveBook live = books.get(top.tokenId());
                if (live != null) {
                    live.state(top, nowNanos);
                    checks.schedule(live);
                }
                yield List.of();
            }
            case BookUpdate.Heard _ -> List.of();
        };
    }

    /** Whether nobody has told of this trade before: several lines may carry the token, and one may carry what it need not. */
    public boolean isNews(int line, BookUpdate.Print print, long nowNanos) {
        LiveBook live = books.get(print.tokenId());
        return live != null && live.isNews(line, print, nowNanos);
    }

    /** Whether this is the line that a token's book is kept from: what it tells of a trade is in step with its book. */
    public boolean isKeptFrom(TokenId tokenId, int line) {
        LiveBook live = books.get(tokenId);
        return live != null && live.isKeptFrom(line);
    }

    /** When {@link #check} is due, epoch nanoseconds; {@link Long#MAX_VALUE} if nothing is to be looked at. */
    public long nextCheckNanos() {
        return checks.nextNanos();
    }

    /**
     * Looks at the books of which a line should have told, and did not.
     *
     * @return tokens that need a snapshot because of it
     */
    public List<TokenId> check(long nowNanos) {
        List<TokenId> wanted = new ArrayList<>();
        for (LiveBook live = checks.next(nowNanos); live != null; live = checks.next(nowNanos)) {
            boolean before = live.trusted();
            if (live.look(nowNanos)) {
                wanted.add(live.tokenId());
            } else if (live.service().isQuestionDue(nowNanos)) {
                listener.onQuiet(live.tokenId());
            }
            count(before, live);
            remedy(live);
            checks.schedule(live);
        }
        return wanted;
    }

    /**
     * The chain tells of a trade, whoever made it: the book of a line that has told of nothing since is wrong, and so is that of the
     * other outcome.
     *
     * @param blockNanos the time of its block, epoch nanoseconds
     */
    public void traded(TokenId tokenId, long blockNanos, long nowNanos) {
        LiveBook live = books.get(tokenId);
        if (live != null) {
            contradict(live, book -> book.traded(blockNanos - SETTLEMENT_NANOS, nowNanos));
        }
    }

    /** A market is over: nobody asks for the other outcome of this token any more. */
    public void part(TokenId tokenId) {
        TokenId other = mirrors.remove(tokenId);
        if (other != null) {
            mirrors.remove(other, tokenId);
        }
    }

    /** How much is kept: books, pairs, and moments at which something is to be looked at. */
    public int retained() {
        return books.size() + mirrors.size() + checks.size();
    }

    /** Gives up a token that nobody keeps, or that does not trade any more. */
    public void forget(TokenId tokenId) {
        LiveBook live = books.remove(tokenId);
        if (live != null) {
            live.unpair();
            checks.forget(live);
            gone = gone.plus(live.integrity());
            trusted -= live.trusted() ? 1 : 0;
        }
    }

    /** What every book was checked for, in the order in which tokens were first heard of. */
    public Map<TokenId, Integrity> integrity() {
        Map<TokenId, Integrity> all = new LinkedHashMap<>();
        books.forEach((tokenId, live) -> all.put(tokenId, live.integrity()));
        return all;
    }

    /** The same for all books there ever were, together. */
    public Integrity integrityOfAll() {
        Integrity sum = gone;
        for (LiveBook live : books.values()) {
            sum = sum.plus(live.integrity());
        }
        return sum;
    }

    /** How many books are trusted now. */
    public int trusted() {
        return trusted;
    }

    /** How many messages were of tokens that nobody asked for. */
    public long unasked() {
        return unasked;
    }

    private List<TokenId> applySnapshot(int line, BookUpdate.Snapshot snapshot, long nowNanos) {
        LiveBook live = books.get(snapshot.tokenId());
        if (live == null) {
            unasked++;
            return List.of();
        }
        boolean before = live.trusted();
        // what raced with newer deltas is not taken: a book is ahead of it, and one that waits for a snapshot needs a
        // later one
        scratch.replace(snapshot.bids(), snapshot.asks());
        boolean refused = live.replace(line, snapshot, scratch, nowNanos);
        int missed = live.takeMissed();
        if (missed > ASKED && lines.deafNanos(missed, nowNanos) > DEAF_NANOS) {
            lines.told(missed, nowNanos); // said once
            listener.onDeaf(missed);
        }
        count(before, live);
        remedy(live);
        if (line != ASKED) {
            witness(live, line, nowNanos);
        }
        checks.schedule(live);
        LiveBook mirror = live.mirror();
        if (mirror != null && !live.mirrorsDeeply()) {
            for (LiveBook broken : List.of(live, mirror)) {
                boolean wasTrusted = broken.trusted();
                broken.distrust(nowNanos);
                count(wasTrusted, broken);
            }
            return List.of(live.tokenId(), mirror.tokenId());
        }
        return refused ? List.of(snapshot.tokenId()) : List.of();
    }

    private List<TokenId> applyChanges(int line, BookUpdate.Changes frame, long nowNanos) {
        lines.sent(line, frame.exchangeMillis(), nowNanos);
        List<BookUpdate.Change> changes = frame.changes();
        frameBooks.clear();
        for (BookUpdate.Change change : changes) {
            LiveBook live = books.get(change.tokenId());
            frameBooks.add(live);
            if (live != null) {
                live.apply(line, change, frame, nowNanos);
            } else {
                unasked++;
            }
        }
        for (int i = 0; i < changes.size(); i++) {
            LiveBook live = frameBooks.get(i);
            if (live != null) {
                live.check(line, changes.get(i));
                live.checkMirror();
            }
        }
        List<TokenId> broken = List.of();
        for (int i = 0; i < changes.size(); i++) {
            LiveBook live = frameBooks.get(i);
            if (live != null) {
                boolean before = live.trusted();
                if (live.endFrame(nowNanos)) {
                    broken = broken.isEmpty() ? new ArrayList<>() : broken;
                    broken.add(live.tokenId());
                }
                count(before, live);
                witness(live, line, nowNanos);
                checks.schedule(live);
            }
        }
        return broken;
    }

    /** Does something to books; tells those that were trusted before and are not now. */
    private List<TokenId> touch(List<TokenId> tokenIds, Consumer<LiveBook> what) {
        List<TokenId> lost = new ArrayList<>();
        for (TokenId tokenId : tokenIds) {
            LiveBook live = books.get(tokenId);
            if (live != null) {
                boolean before = live.trusted();
                what.accept(live);
                count(before, live);
                checks.schedule(live);
                if (before && !live.trusted()) {
                    lost.add(tokenId);
                }
            }
        }
        return lost;
    }

    private void begin(LiveBook live, int line, long nowNanos) {
        boolean before = live.trusted();
        live.carry(line, nowNanos);
        count(before, live);
        checks.schedule(live);
    }

    private void remedy(LiveBook live) {
        Service.Remedy remedy = live.takeRemedy();
        if (remedy == Service.Remedy.RENEWAL || remedy == Service.Remedy.MOVE) {
            listener.onUnserved(live.tokenId(), live.remedyLine(), remedy == Service.Remedy.MOVE);
        }
    }

    /** A line told of a book: it speaks against whoever should have told of the same and did not. */
    private void witness(LiveBook live, int line, long nowNanos) {
        live.witness(line, nowNanos);
        LiveBook mirror = live.mirror();
        if (mirror != null) {
            mirror.doubtQuiet(Service.Evidence.OTHER_BOOK, nowNanos);
            checks.schedule(mirror);
        }
    }

    /** What speaks against a book speaks against that of the other outcome. */
    private void contradict(LiveBook live, Consumer<LiveBook> how) {
        how.accept(live);
        checks.schedule(live);
        LiveBook mirror = live.mirror();
        if (mirror != null) {
            how.accept(mirror);
            checks.schedule(mirror);
        }
    }

    private void count(boolean before, LiveBook live) {
        trusted += (live.trusted() ? 1 : 0) - (before ? 1 : 0);
    }

    private LiveBook live(TokenId tokenId) {
        LiveBook known = books.get(tokenId);
        if (known != null) {
            return known;
        }
        LiveBook live = new LiveBook(tokenId, windowNanos);
        books.put(tokenId, live);
        link(live);
        return live;
    }

    private void link(@Nullable LiveBook live) {
        LiveBook other = live == null ? null : books.get(mirrors.get(live.tokenId()));
        if (live != null && other != null) {
            live.pair(other);
            other.pair(live);
        }
    }
}
