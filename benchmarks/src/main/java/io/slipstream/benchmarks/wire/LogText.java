package io.slipstream.benchmarks.wire;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.EventLayout;
import java.nio.charset.StandardCharsets;

/**
 * The text of a log in the form in which Polygon's nodes write it (field order and letter case of a recorded one), with
 * places that are filled in without making it anew. The transaction's hash holds the log's number and the moment at which
 * it was written, so that whoever reads it knows both. Used by one thread.
 */
public final class LogText {

    /** The exchange of every log. */
    public static final Address EXCHANGE = new Address("0xe111180000d2663c0091e4f400237545b87b996b");

    /** A block whose number has as many digits as all that follow it. */
    public static final long FIRST_BLOCK = 90_000_000;

    /** When that block was made, in seconds since 1970. */
    public static final long FIRST_TIME = 1_790_000_000;

    private static final int WORD = 16;
    private static final int BLOCK_DIGITS = 7;
    private static final int INDEX_DIGITS = 3;
    private static final int FIRST_INDEX = 0x100;
    private static final int LOGS_A_BLOCK = 2_048;
    private static final String NUMBER = "n".repeat(WORD);
    private static final String ORDER = "o".repeat(WORD);
    private static final String WRITTEN = "w".repeat(WORD);
    private static final String MAKER = "m".repeat(40);
    private static final String BLOCK = "b".repeat(BLOCK_DIGITS);
    private static final String HASH = "h".repeat(WORD);
    private static final String INDEX = "i".repeat(INDEX_DIGITS);
    private static final String TIME = "t".repeat(8);

    private static final String LOG = """
            {"address":"%s","topics":["%s","0x%s%s","0x%s%s","0x%s92c9ad93ba0e400ffc8d716edf70a588d246bde3"],\
            "data":"0x%064x%s%064x%064x%064x%s","blockNumber":"0x%s","transactionHash":"0x%s%s%s","transactionIndex":"0x38",\
            "blockHash":"0x%s%s","blockTimestamp":"0x%s","logIndex":"0x%s","removed":false}""".formatted(
                    EXCHANGE,
                    EventLayout.V2.topic0(),
                    "bfbc54d2a0c2b5b92f572efba77f1c1fa61550d04600fc4f",
                    ORDER,
                    "0".repeat(24),
                    MAKER,
                    "0".repeat(24),
                    0,
                    "cd997ada6ab1e2cc68c6566e5142cdc885a275d4fa5a1e13b3fdccf22a3f2340",
                    30_000_000,
                    102_116_000,
                    1_059_320,
                    "0".repeat(128),
                    BLOCK,
                    NUMBER,
                    WRITTEN,
                    "86edf70a588d246bde35a2c7b1f09e4d",
                    "6fd9b83c01f7d00dec9a7e69fc8427b0b98127e116b02108",
                    HASH,
                    TIME,
                    INDEX);
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final byte[] text;
    private final int number;
    private final int order;
    private final int written;
    private final int maker;
    private final int block;
    private final int hash;
    private final int time;
    private final int index;

    private LogText(String around) {
        this.text = around.formatted(LOG).getBytes(StandardCharsets.US_ASCII);
        String whole = new String(text, StandardCharsets.US_ASCII);
        this.number = whole.indexOf(NUMBER);
        this.order = whole.indexOf(ORDER);
        this.written = whole.indexOf(WRITTEN);
        this.maker = whole.indexOf(MAKER);
        this.block = whole.indexOf(BLOCK);
        this.hash = whole.indexOf(HASH);
        this.time = whole.indexOf(TIME);
        this.index = whole.indexOf(INDEX);
    }

    /** A log by itself. */
    public static LogText plain() {
        return new LogText("%s");
    }

    /** A log as a subscription pushes it. */
    public static LogText pushed(String subscription) {
        return new LogText("{\"jsonrpc\":\"2.0\",\"method\":\"eth_subscription\",\"params\":{\"subscription\":\""
                + subscription + "\",\"result\":%s}}");
    }

    /** The hash of a block, as its logs state it. */
    public static String blockHash(long block) {
        return "0x6fd9b83c01f7d00dec9a7e69fc8427b0b98127e116b02108%016x".formatted(block);
    }

    /** The number of a log, by the hash of its transaction. */
    public static long numberOf(String txHash) {
        return Long.parseLong(txHash, 2, 2 + WORD, 16);
    }

    /** When a log was written, by the hash of its transaction. */
    public static long writtenNanosOf(String txHash) {
        return Long.parseLong(txHash, 2 + WORD, 2 + 2 * WORD, 16);
    }

    /** Makes it the log of another number, of a wallet, in a block. */
    public LogText of(long newNumber, Address wallet, long blockNumber) {
        hex(number, WORD, newNumber);
        hex(order, WORD, newNumber);
        hex(block, BLOCK_DIGITS, blockNumber);
        hex(hash, WORD, blockNumber);
        hex(time, TIME.length(), FIRST_TIME + (blockNumber - FIRST_BLOCK) * 7 / 4);
        hex(index, INDEX_DIGITS, FIRST_INDEX + newNumber % LOGS_A_BLOCK);
        String hex = wallet.hex();
        for (int i = 0; i < MAKER.length(); i++) {
            text[maker + i] = (byte) hex.charAt(2 + i);
        }
        return this;
    }

    /** States when it is written. */
    public LogText writtenAt(long nanos) {
        hex(written, WORD, nanos);
        return this;
    }

    /** The text as bytes: changed by the next call. */
    public byte[] bytes() {
        return text;
    }

    /** The text as a copy. */
    public String string() {
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private void hex(int at, int digits, long value) {
        long rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            text[i] = DIGITS[(int) (rest & 15)];
            rest >>>= 4;
        }
    }
}
