package io.slipstream.worker.e2e;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * An {@code OrderFilled} of the second layout (protocol reference 1.2) that a contract at an exchange's address is told to
 * emit, and that contract.
 *
 * @param event topic 0
 * @param side 0 buys, 1 sells, seen from the maker
 */
record EmittedLog(
        String event,
        String orderHash,
        String maker,
        String taker,
        int side,
        BigInteger token,
        long sharesMicros,
        long usdcMicros,
        long feeMicros) {

    static final String ORDER_FILLED = "0xd543adfd945773f1a62f74f0ee55a5e3b9b1a28262980ba90b1a89f2ea84d8ee";

    /**
     * The contract, as deployed: call data is any number of records of 352 (0x160) bytes, 4 topics and 7 words of data each,
     * and it emits one log for each. {@code o} is the record's offset in the call data; the stack is written top first.
     */
    static final String CONTRACT = "0x"
            + "6000" // 00 PUSH1 0x00     o = 0
            + "5b" //   02 JUMPDEST       o
            + "60e0" // 03 PUSH1 0xe0     7 words, o
            + "81" //   05 DUP2           o, 7 words, o
            + "6080" // 06 PUSH1 0x80     4 words, o, 7 words, o
            + "01" //   08 ADD            where the data is, 7 words, o
            + "6000" // 09 PUSH1 0x00     0, where the data is, 7 words, o
            + "37" //   0b CALLDATACOPY   o                                   memory now holds the data
            + "80" //   0c DUP1           o, o
            + "6060" // 0d PUSH1 0x60
            + "01" //   0f ADD            where topic 3 is, o
            + "35" //   10 CALLDATALOAD   t3, o
            + "81" //   11 DUP2           o, t3, o
            + "6040" // 12 PUSH1 0x40
            + "01" //   14 ADD            where topic 2 is, t3, o
            + "35" //   15 CALLDATALOAD   t2, t3, o
            + "82" //   16 DUP3           o, t2, t3, o
            + "6020" // 17 PUSH1 0x20
            + "01" //   19 ADD            where topic 1 is, t2, t3, o
            + "35" //   1a CALLDATALOAD   t1, t2, t3, o
            + "83" //   1b DUP4           o, t1, t2, t3, o
            + "35" //   1c CALLDATALOAD   t0, t1, t2, t3, o
            + "60e0" // 1d PUSH1 0xe0     7 words, t0, t1, t2, t3, o
            + "6000" // 1f PUSH1 0x00     0, 7 words, t0, t1, t2, t3, o
            + "a4" //   21 LOG4           o
            + "610160" // PUSH2 0x0160    length of a record, o
            + "01" //   25 ADD            o of the next record
            + "80" //   26 DUP1           o, o
            + "36" //   27 CALLDATASIZE   size, o, o
            + "11" //   28 GT             whether the size is greater, o
            + "6002" // 29 PUSH1 0x02     the JUMPDEST, whether, o
            + "57" //   2b JUMPI          o                                   once more
            + "00"; //  2c STOP

    private static final int WORD_DIGITS = 64;

    /** Call data that makes the contract emit these in one transaction. */
    static String callData(List<EmittedLog> logs) {
        StringBuilder data = new StringBuilder("0x");
        logs.forEach(log -> log.appendTo(data));
        return data.toString();
    }

    /** As {@link Ledger} takes the truth, where the node says that the log is. */
    JsonNode asTruth(JsonNode log, long blockTime) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("exchange", log.path("address").asString())
                .put("txHash", log.path("transactionHash").asString())
                .put("orderHash", orderHash)
                .put("leader", maker)
                .put("blockNumber", Anvil.number(log.path("blockNumber")))
                .put("blockHash", log.path("blockHash").asString())
                .put("blockTimestamp", blockTime)
                .put("logIndex", Anvil.number(log.path("logIndex")))
                .put("maker", maker)
                .put("taker", taker)
                .put("role", taker.equalsIgnoreCase(log.path("address").asString()) ? "taker" : "maker")
                .put("tokenId", token.toString())
                .put("side", side == 0 ? "BUY" : "SELL")
                .put("sharesMicros", sharesMicros)
                .put("usdcMicros", usdcMicros)
                .put("feeMicros", feeMicros);
    }

    private void appendTo(StringBuilder data) {
        for (String topic : List.of(event, orderHash, maker, taker)) {
            append(data, new BigInteger(topic.substring(2), 16));
        }
        append(data, BigInteger.valueOf(side));
        append(data, token);
        append(data, BigInteger.valueOf(side == 0 ? usdcMicros : sharesMicros)); // what the maker gives
        append(data, BigInteger.valueOf(side == 0 ? sharesMicros : usdcMicros)); // what the maker gets
        append(data, BigInteger.valueOf(feeMicros));
        append(data, BigInteger.ZERO); // builder
        append(data, BigInteger.ZERO); // metadata
    }

    private static void append(StringBuilder data, BigInteger word) {
        String digits = word.toString(16).toLowerCase(Locale.ROOT);
        data.repeat('0', WORD_DIGITS - digits.length()).append(digits);
    }
}
