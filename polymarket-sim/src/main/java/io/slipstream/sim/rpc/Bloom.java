package io.slipstream.sim.rpc;

import io.slipstream.sim.chain.LogEntry;
import io.slipstream.sim.wire.Keccak;

/** The 2048-bit Bloom filter of logs (Ethereum yellow paper, section 4.3.1). */
final class Bloom {

    private static final int BYTES = 256;

    private final byte[] bits = new byte[BYTES];

    void add(LogEntry log) {
        set(log.address());
        log.event().topics().forEach(this::set);
    }

    String hex() {
        return Keccak.hex(bits);
    }

    private void set(String value) {
        byte[] hash = Keccak.hash(Keccak.bytes(value));
        for (int i = 0; i < 6; i += 2) {
            int bit = ((hash[i] & 0x07) << 8) | (hash[i + 1] & 0xff);
            bits[BYTES - 1 - bit / 8] |= (byte) (1 << (bit % 8));
        }
    }
}
