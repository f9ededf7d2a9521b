package io.slipstream.sim.state;

import io.slipstream.sim.venue.VenueParameters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The journal of what cannot be computed again: when runs began and where blocks were replaced; and the hash of every
 * block, written before the block is published, as the mark up to which the next run must go. A line that a crash has
 * cut off at the end is dropped. It is written through to the operating system, not to the disk.
 */
public final class StateJournal implements AutoCloseable {

    /** Name of the file in the state directory. */
    public static final String FILE = "venue.jsonl";

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;
    private final List<StateEntry> history;

    private StateJournal(Path file, FileChannel channel, FileLock lock, List<StateEntry> history) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
        this.history = history;
    }

    /**
     * Opens the journal of a directory, which is made when it is missing.
     *
     * @param directory where
     * @param wanted parameters of a new journal; an existing one keeps its own
     * @throws StateException when it cannot be used
     */
    public static StateJournal open(Path directory, VenueParameters wanted) {
        Path file = directory.resolve(FILE);
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock();
                if (lock == null) {
                    throw new StateException("another simulator uses " + directory);
                }
                StateJournal journal = new StateJournal(file, channel, lock, read(file, channel));
                if (journal.history.isEmpty()) {
                    journal.append(new StateEntry.Header(wanted));
                    journal.history.add(new StateEntry.Header(wanted));
                }
                return journal;
            } catch (OverlappingFileLockException e) {
                channel.close();
                throw new StateException("another simulator uses " + directory, e);
            } catch (StateException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StateException("cannot use the state directory " + directory + ": " + e.getMessage(), e);
        }
    }

    /** What was written before this run, the header first. */
    public List<StateEntry> history() {
        return List.copyOf(history);
    }

    /** The parameters that the journal was begun with. */
    public VenueParameters parameters() {
        return ((StateEntry.Header) history.getFirst()).parameters();
    }

    /** Writes an entry. */
    public void append(StateEntry entry) {
        try {
            ByteBuffer line = ByteBuffer.wrap((entry.line() + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                channel.write(line);
            }
        } catch (IOException e) {
            throw new StateException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** A message for a journal that leads elsewhere than it says. */
    public StateException diverged(String detail) {
        return unusable(file, detail);
    }

    @Override
    public void close() {
        try {
            lock.close();
            channel.close();
        } catch (IOException e) {
            throw new StateException("cannot close " + file + ": " + e.getMessage(), e);
        }
    }

    private static List<StateEntry> read(Path file, FileChannel channel) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        channel.truncate(end);
        channel.position(end);
        List<StateEntry> entries = new ArrayList<>();
        try {
            new String(bytes, 0, end, StandardCharsets.UTF_8)
                    .lines()
                    .map(StateEntry::parse)
                    .forEach(entries::add);
        } catch (StateException e) {
            throw unusable(file, String.valueOf(e.getMessage()));
        }
        if (!entries.isEmpty() && !(entries.getFirst() instanceof StateEntry.Header)) {
            throw unusable(file, "it does not begin with a header");
        }
        return entries;
    }

    private static StateException unusable(Path file, String detail) {
        return new StateException("the stored market in " + file + " cannot be continued: " + detail
                + ". Delete the file to begin a new market.");
    }
}
