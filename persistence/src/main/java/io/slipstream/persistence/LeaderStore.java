package io.slipstream.persistence;

import com.github.f4b6a3.uuid.UuidCreator;
import io.slipstream.core.chain.Address;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.annotation.Transactional;

/** The followed wallets. */
public class LeaderStore {

    private static final Logger log = LoggerFactory.getLogger(LeaderStore.class);

    private final LeaderRepository leaders;

    LeaderStore(LeaderRepository leaders) {
        this.leaders = leaders;
    }

    /**
     * Makes exactly these wallets the followed ones; what was followed before stays on record, not followed.
     *
     * @param labels label by address
     * @return every leader's id by address, followed or not
     */
    @Transactional
    public Map<Address, UUID> follow(Map<Address, String> labels, Instant now) {
        Map<Address, UUID> ids = new HashMap<>();
        for (LeaderEntity known : leaders.findAll()) {
            Address address = new Address(known.address());
            ids.put(address, known.getId());
            String label = labels.get(address);
            if (label == null ? known.unfollow() : known.follow(label)) {
                log.info(
                        "{} {}",
                        label == null ? "following no more:" : "following again or under another label:",
                        address);
            }
        }
        labels.forEach((address, label) -> ids.computeIfAbsent(address, _ -> {
            UUID id = UuidCreator.getTimeOrderedEpoch(now);
            leaders.save(new LeaderEntity(id, address.hex(), label, now));
            return id;
        }));
        return ids;
    }
}
