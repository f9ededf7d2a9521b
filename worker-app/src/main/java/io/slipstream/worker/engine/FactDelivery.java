package io.slipstream.worker.engine;

import io.slipstream.core.chain.Address;
import io.slipstream.core.engine.Effect;
import io.slipstream.persistence.QuarantinedFact;
import io.slipstream.persistence.WriteFailure;
import io.slipstream.persistence.WriteFailure.Remedy;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Stores facts whatever it takes. What PostgreSQL cannot take now is tried again, the same facts in the same order. What it
 * refuses is sifted: the bad fact and what depends on it go into quarantine, all else is stored. What fails again and again
 * while PostgreSQL answers, such as a statement longer than the time-out of the socket, is stored in ever smaller parts, and
 * the one fact that is left of it goes into quarantine. A worker that is killed between two such parts has stored the first:
 * its blocks are read again.
 */
final class FactDelivery {

    private static final int SUSPECTED_PARTS = 2;
    private static final int SUSPECTED_ALONE = 4;

    private final Store store;
    private final Supplier<Map<Address, UUID>> leaderIds;
    private final Outcome outcome;

    /** What stores, see {@link io.slipstream.persistence.Journal}. */
    interface Store {

        void write(List<? extends Effect.Fact> facts, Map<Address, UUID> leaderIds);

        List<QuarantinedFact> sift(List<? extends Effect.Fact> facts, Map<Address, UUID> leaderIds);

        List<QuarantinedFact> quarantine(Effect.Fact fact, WriteFailure why);

        boolean answers();
    }

    /** What is told of how it goes. */
    interface Outcome {

        /** These are stored, or in quarantine. */
        void stored(int facts);

        /** These are in quarantine for the first time. */
        void quarantined(List<QuarantinedFact> alarms);

        /** These were not stored; pauses before the next try. */
        void failed(int facts, WriteFailure why) throws InterruptedException;
    }

    FactDelivery(Store store, Supplier<Map<Address, UUID>> leaderIds, Outcome outcome) {
        this.store = store;
        this.leaderIds = leaderIds;
        this.outcome = outcome;
    }

    /** Returns when they are stored or in quarantine. */
    void deliver(List<? extends Effect.Fact> facts) throws InterruptedException {
        deliver(facts, SUSPECTED_PARTS);
    }

    private void deliver(List<? extends Effect.Fact> facts, int patience) throws InterruptedException {
        boolean refused = false;
        int suspected = 0;
        while (true) {
            WriteFailure why;
            try {
                if (refused) {
                    outcome.quarantined(store.sift(facts, leaderIds.get()));
                } else {
                    store.write(facts, leaderIds.get());
                }
                outcome.stored(facts.size());
                return;
            } catch (RuntimeException e) {
                why = WriteFailure.of(e);
            }
            if (why.remedy() == Remedy.REFUSED && !refused) {
                refused = true;
                continue;
            }
            boolean alone = facts.size() == 1;
            // what is refused even in quarantine is not the fact's fault alone: it waits like the rest
            if (why.remedy() == Remedy.SUSPECT
                    && store.answers()
                    && ++suspected >= (alone ? SUSPECTED_ALONE : patience)) {
                if (!alone) {
                    int middle = facts.size() / 2;
                    deliver(facts.subList(0, middle), 1);
                    deliver(facts.subList(middle, facts.size()), 1);
                    return;
                }
                if (setAside(facts.getFirst(), why)) {
                    return;
                }
            }
            outcome.failed(facts.size(), why);
        }
    }

    private boolean setAside(Effect.Fact fact, WriteFailure why) {
        try {
            outcome.quarantined(store.quarantine(fact, why));
            return true;
        } catch (RuntimeException e) {
            return false; // the database went away meanwhile
        }
    }
}
