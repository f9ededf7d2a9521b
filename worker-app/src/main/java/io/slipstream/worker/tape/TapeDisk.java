package io.slipstream.worker.tape;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the tape wants of a file system. */
interface TapeDisk {

    /** The machine's own. */
    TapeDisk REAL = new RealDisk();

    /** A file that is being written. */
    interface Output extends Closeable {
        /** Appends all of it. */
        void write(ByteBuffer bytes) throws IOException;

        /** Returns once what was written survives a loss of power. */
        void force() throws IOException;

        /** Takes back what stands behind this many bytes. */
        void truncate(long length) throws IOException;
    }

    /** Makes a file that is not there yet; its name survives a loss of power. */
    Output create(Path file) throws IOException;

    /** Bytes that may still be written to the file system of a directory. */
    long usableBytes(Path directory) throws IOException;

    /** Over NIO. */
    final class RealDisk implements TapeDisk {

        @Override
        public Output create(Path file) throws IOException {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                try (FileChannel entry = FileChannel.open(directory, StandardOpenOption.READ)) {
                    entry.force(true);
                }
            }
            return new Appending(channel);
        }

        @Override
        public long usableBytes(Path directory) throws IOException {
            return Files.getFileStore(directory).getUsableSpace();
        }
    }

    /** A channel, written from its beginning to its end. */
    record Appending(FileChannel channel) implements Output {

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void truncate(long length) throws IOException {
            channel.truncate(length);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
