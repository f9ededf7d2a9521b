package io.slipstream.worker.source;

import io.slipstream.core.chain.Address;
import io.slipstream.persistence.LeaderStore;
import io.slipstream.worker.feed.FeedScheduler;
import io.slipstream.worker.ops.StandingTasks;
import io.slipstream.worker.ops.TaskPulse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Keeps who is followed as the database says it, within seconds of every change, without anything being started again. */
@Component
public final class LeaderWatch {

    private static final Logger log = LoggerFactory.getLogger(LeaderWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** A change that took an earlier revision may be committed after a later one was read. */
    private static final int LATE_COMMITS = 64;

    private static final int LOOKS_BETWEEN_ALL = 30;

    private final LeaderStore store;
    private final FollowedLeaders followed;
    private final FeedScheduler scheduler;
    private final InstantSource clock;
    private final TaskPulse pulse;
    private final NavigableSet<Long> seen = new TreeSet<>();
    private long revision;
    private long looks;
    private FeedScheduler.@Nullable Task task;

    LeaderWatch(
            LeaderStore store,
            FollowedLeaders followed,
            FeedScheduler scheduler,
            InstantSource clock,
            StandingTasks tasks) {
        this.pulse = tasks.register("changes of leaders", PATIENCE);
        this.store = store;
        this.followed = followed;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /**
     * Makes these wallets followed, and whoever was added by command, and looks for changes from then on.
     *
     * @param labels label by address
     */
    public void start(Map<Address, String> labels) {
        store.follow(labels, clock.instant());
        look();
        task = scheduler.every(INTERVAL, this::tryLook);
    }

    /** Looks no more. */
    public void stop() {
        if (task != null) {
            task.cancel();
        }
    }

    private void tryLook() {
        try {
            look();
            pulse.succeeded();
        } catch (DataAccessException | TransactionException e) {
            pulse.failed(e.getMessage());
        }
    }

    private synchronized void look() {
        // a long transaction may commit much earlier revisions than were read: now and then everything is looked at
        boolean everything = ++looks % LOOKS_BETWEEN_ALL == 0;
        List<LeaderStore.Leader> changed = store.changedSince(everything ? -1 : revision - LATE_COMMITS).stream()
                .filter(leader -> leader.revision() > revision
                        || (everything ? differs(leader) : !seen.contains(leader.revision())))
                .toList();
        if (changed.isEmpty()) {
            return;
        }
        if (revision > 0) {
            changed.forEach(leader -> log.info(
                    "{} {} {}",
                    leader.enabled() ? "following" : "following no more:",
                    leader.address(),
                    leader.label()));
        }
        followed.take(changed);
        revision = Math.max(revision, changed.getLast().revision());
        changed.forEach(leader -> seen.add(leader.revision()));
        seen.headSet(revision - LATE_COMMITS).clear();
    }

    private boolean differs(LeaderStore.Leader leader) {
        return leader.enabled() != followed.all().contains(leader.address())
                || !followed.ids().containsKey(leader.address());
    }
}
