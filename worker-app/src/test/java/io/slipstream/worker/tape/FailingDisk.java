package io.slipstream.worker.tape;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The real disk, until it is told to fail. */
final class FailingDisk implements TapeDisk {

    static final long RESERVE = 1L << 30;

    private @Nullable String fault;
    private boolean halfWrites;
    private long usable = 2 * RESERVE;

    /** Everything fails from now on, with this said. */
    void failWith(String what) {
        fault = what;
    }

    /** From now on a write brings only half of its bytes to the disk and fails. */
    void fillUp() {
        halfWrites = true;
    }

    void recover() {
        fault = null;
        halfWrites = false;
        usable = 2 * RESERVE;
    }

    void leave(long bytes) {
        usable = bytes;
    }

    @Override
    public Output create(Path file) throws IOException {
        check();
        Output real = REAL.create(file);
        return new Output() {
            @Override
            public void write(ByteBuffer bytes) throws IOException {
                check();
                if (halfWrites) {
                    real.write(bytes.slice(bytes.position(), bytes.remaining() / 2));
                    throw new IOException("No space left on device");
                }
                real.write(bytes);
            }

            @Override
            public void force() throws IOException {
                check();
                real.force();
            }

            @Override
            public void truncate(long length) throws IOException {
                check();
                real.truncate(length);
            }

            @Override
            public void close() throws IOException {
                real.close();
            }
        };
    }

    @Override
    public long usableBytes(Path directory) {
        return usable;
    }

    private void check() throws IOException {
        if (fault != null) {
            throw new IOException(fault);
        }
    }
}
