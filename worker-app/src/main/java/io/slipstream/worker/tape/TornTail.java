package io.slipstream.worker.tape;

/**
 * What a crash left of the block that was being written: it is not on the tape.
 *
 * @param file the segment's file name
 * @param offset where it begins
 * @param bytes how long it is
 */
public record TornTail(String file, long offset, long bytes) {}
