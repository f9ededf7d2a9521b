package io.slipstream.worker.chain;

import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.engine.EngineEvent;
import io.slipstream.worker.engine.EngineInbox;
import io.slipstream.worker.engine.EpochNanos;
import io.slipstream.worker.node.BlockHeader;
import io.slipstream.worker.node.DeliveryRace;
import io.slipstream.worker.node.HeadChain;
import io.slipstream.worker.node.NodePool;
import io.slipstream.worker.node.NodeRecord;
import io.slipstream.worker.node.NodeSocket;
import io.slipstream.worker.node.RawLog;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What nodes push, on its way to the engine: the first delivery of a log is handed over at once, on the thread that read
 * it, and without asking anybody for anything.
 */
final class ChainIntake implements NodeSocket.Listener {

    private static final Logger log = LoggerFactory.getLogger(ChainIntake.class);
    private static final int DEEPEST_DESCENT = 64;
    private static final int TIMES_AT_ONCE = 50;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final FillDecoder decoder;
    private final DeliveryRace race;
    private final HeadChain heads;
    private final Coverage coverage;
    private final KnownLogs known;
    private final UntimedBlocks untimed;
    private final NodePool pool;
    private final EngineInbox inbox;
    private final EpochNanos nanos;
    private final ScanPace pace;

    ChainIntake(
            FillDecoder decoder,
            DeliveryRace race,
            HeadChain heads,
            Coverage coverage,
            KnownLogs known,
            UntimedBlocks untimed,
            NodePool pool,
            EngineInbox inbox,
            EpochNanos nanos,
            ScanPace pace) {
        this.decoder = decoder;
        this.race = race;
        this.heads = heads;
        this.coverage = coverage;
        this.known = known;
        this.untimed = untimed;
        this.pool = pool;
        this.inbox = inbox;
        this.nanos = nanos;
        this.pace = pace;
    }

    @Override
    public void onSubscribed() {
        pace.soon();
    }

    @Override
    public void onLost(NodeRecord by) {
        heads.left(by);
        pace.soon();
    }

    @Override
    public void onLog(NodeRecord by, RawLog entry) {
        for (LeaderFill priced : decoder.hear(entry)) {
            inbox.put(new EngineEvent.FillsDetected(nanos.now(), List.of(priced)));
        }
        if (entry.topics().size() == 4 && decoder.leaderOf(entry) == null) {
            return; // somebody else's, and not worth another look
        }
        if (entry.removed()) {
            takenBack(entry);
        } else if (race.delivered(entry, by)) {
            LeaderFill fill = decoder.decode(entry);
            if (fill != null && coverage.wants(fill.exchange(), fill.leader(), fill.blockNumber())) {
                known.add(fill);
                if (fill.fillTimeNanos() == null) {
                    untimed.add(fill.blockHash());
                }
                inbox.put(new EngineEvent.FillsDetected(nanos.now(), List.of(fill)));
            }
        }
    }

    private void takenBack(RawLog entry) {
        race.takenBack(entry);
        LeaderFill fill = decoder.decode(entry);
        if (fill != null) {
            known.takenBack(fill);
            inbox.put(new EngineEvent.FillRemoved(nanos.now(), fill.orderKey(), fill.sighting()));
        }
    }

    @Override
    public void onHead(NodeRecord by, BlockHeader head) {
        apply(heads.onHead(by, head));
        tellTime(head);
        pace.onHead(head.number());
    }

    private void tellTime(BlockHeader block) {
        if (untimed.remove(block.hash())) {
            inbox.put(new EngineEvent.BlockTimed(nanos.now(), block.hash(), block.timeSeconds() * NANOS_PER_SECOND));
        }
    }

    private void apply(HeadChain.Change change) {
        Set<String> orphaned = change.orphaned();
        if (!orphaned.isEmpty()) {
            log.info("{} blocks were replaced: {}", orphaned.size(), orphaned);
            race.orphaned(orphaned);
            known.orphaned(orphaned);
            inbox.put(new EngineEvent.BlocksOrphaned(nanos.now(), orphaned));
            pace.soon();
        }
        String missing = change.missingParent();
        if (missing != null) {
            Thread.ofVirtual().name("descent").start(() -> descend(missing));
        }
    }

    /** Blocks between the newest head and what is known below it were not pushed: they are asked for, newest first. */
    private void descend(String from) {
        @Nullable String missing = from;
        for (int depth = 0; missing != null && depth < DEEPEST_DESCENT; depth++) {
            try {
                BlockHeader block = pool.pickAny(Set.of()).block(missing);
                if (block == null) {
                    return; // it knows another branch; heads to come will tell
                }
                tellTime(block);
                HeadChain.Change change = heads.onAncestor(block);
                missing = change.missingParent();
                apply(new HeadChain.Change(change.orphaned(), null));
            } catch (IOException e) {
                log.debug("block {} could not be read: {}", missing, e.getMessage());
                return;
            }
        }
    }

    /** Asks for the times of blocks that no head told. Takes a while: not for a socket's thread. */
    void completeTimes() {
        for (String hash : untimed.waiting(TIMES_AT_ONCE)) {
            try {
                BlockHeader block = pool.pickAny(Set.of()).block(hash);
                if (block == null) {
                    untimed.missed(hash);
                } else {
                    tellTime(block);
                }
            } catch (IOException e) {
                log.debug("the time of block {} could not be read: {}", hash, e.getMessage());
                return; // with the next scan
            }
        }
    }
}
