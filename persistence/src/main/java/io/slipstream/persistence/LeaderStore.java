package io.slipstream.persistence;

import com.github.f4b6a3.uuid.UuidCreator;
import io.slipstream.core.chain.Address;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/** The followed wallets: those of the environment, and those that were added by command while a worker ran. */
public class LeaderStore {

    private static final Logger log = LoggerFactory.getLogger(LeaderStore.class);

    private final LeaderRepository leaders;
    private final JdbcTemplate jdbc;

    LeaderStore(LeaderRepository leaders, JdbcTemplate jdbc) {
        this.leaders = leaders;
        this.jdbc = jdbc;
    }

    /**
     * A wallet on record.
     *
     * @param startBlock first block of interest, null for the head at the moment at which a worker begins to follow
     * @param enabled whether it is followed
     * @param byCommand added while a worker ran, and not by the environment
     * @param revision grows with every change of any leader
     */
    public record Leader(
            UUID id,
            Address address,
            String label,
            @Nullable Long startBlock,
            boolean enabled,
            boolean byCommand,
            long revision) {}

    /**
     * Makes these wallets the followed ones of the environment; one that was among them before stays on record, not
     * followed. Those added by command are left as they are.
     *
     * @param labels label by address
     */
    @Transactional
    public void follow(Map<Address, String> labels, Instant now) {
        Set<Address> known = new HashSet<>();
        for (LeaderEntity leader : leaders.findAll()) {
            Address address = new Address(leader.address());
            known.add(address);
            String label = labels.get(address);
            if (label == null && leader.isByCommand()) {
                continue;
            }
            if (label == null ? leader.unfollow() : leader.follow(label)) {
                log.info(
                        "{} {}",
                        label == null ? "following no more:" : "following again or under another label:",
                        address);
            }
        }
        leaders.saveAll(labels.entrySet().stream()
                .filter(entry -> !known.contains(entry.getKey()))
                .map(entry -> new LeaderEntity(
                        UuidCreator.getTimeOrderedEpoch(now), entry.getKey().hex(), entry.getValue(), now))
                .toList());
    }

    /** Every wallet on record that changed after a revision, followed or not, in the order of the changes. */
    @Transactional(readOnly = true)
    public List<Leader> changedSince(long revision) {
        return jdbc.query(
                "SELECT * FROM leader WHERE revision > ? ORDER BY revision",
                (row, _) -> new Leader(
                        row.getObject("id", UUID.class),
                        new Address(row.getString("address")),
                        row.getString("label"),
                        row.getObject("start_block", Long.class),
                        row.getBoolean("enabled"),
                        row.getString("origin").equals("command"),
                        row.getLong("revision")),
                revision);
    }

    /**
     * Follows a wallet from now on, by command: a worker that runs begins within seconds, and later ones go on.
     *
     * @param startBlock first block of interest, null for the head
     */
    @Transactional
    public void add(Address address, String label, @Nullable Long startBlock) {
        jdbc.query("SELECT follow_leader(?, ?, ?)", _ -> {}, address.hex(), label, startBlock);
    }

    /** Follows a wallet no more, until it is added again or the environment names it anew; what is stored of it stays. */
    @Transactional
    public void remove(Address address) {
        jdbc.query("SELECT unfollow_leader(?)", _ -> {}, address.hex());
    }
}
