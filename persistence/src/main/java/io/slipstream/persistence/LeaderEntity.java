package io.slipstream.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.UUID;
import org.springframework.data.domain.Persistable;

/** A followed wallet. */
@Entity
@Table(name = "leader")
class LeaderEntity implements Persistable<UUID> {

    @Id
    private UUID id = new UUID(0, 0);

    private String address = "";
    private String label = "";
    private boolean enabled = true;
    private String origin = "environment";

    @SuppressWarnings("UnusedVariable") // written for the record
    private Instant createdAt = Instant.EPOCH;

    @Transient
    private boolean fresh;

    /** For JPA. */
    protected LeaderEntity() {}

    LeaderEntity(UUID id, String address, String label, Instant createdAt) {
        this.id = id;
        this.address = address;
        this.label = label;
        this.createdAt = createdAt;
        this.fresh = true;
    }

    @Override
    public UUID getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return fresh;
    }

    String address() {
        return address;
    }

    /** Whether it was added while a worker ran, and not by the environment. */
    boolean isByCommand() {
        return origin.equals("command");
    }

    /** Follows the wallet under this label; tells whether that is new. */
    boolean follow(String newLabel) {
        boolean changes = !enabled || !label.equals(newLabel);
        label = newLabel;
        enabled = true;
        return changes;
    }

    /** Follows the wallet no more; tells whether that is new. */
    boolean unfollow() {
        boolean changes = enabled;
        enabled = false;
        return changes;
    }
}
