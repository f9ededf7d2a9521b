package io.slipstream.persistence;

import io.slipstream.core.chain.Address;
import io.slipstream.core.engine.Cursor;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;

/** How far a leader's fills on an exchange are read and stored. */
@Entity
@Table(name = "polygon_cursor")
class CursorEntity {

    @EmbeddedId
    private Key key = new Key("", "", "");

    private long lastProcessedBlock;

    /** For JPA. */
    protected CursorEntity() {}

    Cursor toCursor() {
        return new Cursor(
                new Address(key.exchangeAddress), new Address(key.leaderAddress), key.role, lastProcessedBlock);
    }

    /** The primary key. */
    @Embeddable
    record Key(String exchangeAddress, String leaderAddress, String role) implements Serializable {}
}
