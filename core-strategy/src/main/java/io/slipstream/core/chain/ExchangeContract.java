package io.slipstream.core.chain;

import java.util.List;
import java.util.Locale;

/**
 * An exchange whose fills are followed, and the blocks for which that is so. The venue replaces its exchanges: which ones
 * there are is data.
 *
 * @param name for people, such as {@code ctf-v2}; one that ends in {@code v3} trades tokens of the PositionManager
 * @param fromBlock first block with fills of it, 0 if not known
 * @param toBlock last block with fills of it, {@link #OPEN} while it is in use
 */
public record ExchangeContract(String name, Address address, EventLayout layout, long fromBlock, long toBlock) {

    /** No last block. */
    public static final long OPEN = Long.MAX_VALUE;

    /**
     * Generously after the last fill of the first generation: it ended on 2026-04-28, 11 days after block 85,671,485, and
     * blocks are at least a second apart (protocol reference 1.0, 1.4, 9).
     */
    private static final long FIRST_GENERATION_END = 87_000_000;

    private static final int LEAST_PARTS = 3;
    private static final int MOST_PARTS = 5;

    /** Checks the name and the range. */
    public ExchangeContract {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an exchange needs a name");
        }
        if (fromBlock < 0 || toBlock < fromBlock) {
            throw new IllegalArgumentException(
                    "the blocks of exchange %s run backward: %d to %d".formatted(name, fromBlock, toBlock));
        }
    }

    /** An exchange without an end that is known. */
    public ExchangeContract(String name, Address address, EventLayout layout) {
        this(name, address, layout, 0, OPEN);
    }

    /** The venue's exchanges as of November 2026 (protocol reference 1.1). */
    public static List<ExchangeContract> venue() {
        return List.of(
                past("ctf-v1", "0x4bFb41d5B3570DeFd03C39a9A4D8dE6Bd8B8982E"),
                past("neg-risk-v1", "0xC5d563A36AE78145C45a50134d48A1215220f80a"),
                present("ctf-v2", "0xE111180000d2663C0091e4f400237545B87B996B"),
                present("neg-risk-v2", "0xe2222d279d744050d28e00520010520000310F59"),
                present("exchange-v3", "0xe3333700cA9d93003F00f0F71f8515005F6c00Aa"));
    }

    /**
     * Reads {@code name:address:layout[:fromBlock[:toBlock]]} with layout {@code v1} or {@code v2}.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    public static ExchangeContract parse(String text) {
        String[] parts = text.strip().split(":", -1);
        if (parts.length < LEAST_PARTS || parts.length > MOST_PARTS) {
            throw new IllegalArgumentException("expected name:address:layout[:fromBlock[:toBlock]]");
        }
        return new ExchangeContract(
                parts[0].strip(),
                new Address(parts[1]),
                layout(parts[2].strip()),
                parts.length > LEAST_PARTS ? block(parts[3]) : 0,
                parts.length == MOST_PARTS ? block(parts[4]) : OPEN);
    }

    /** The ledger of its outcome tokens. */
    public TokenLedger tokens() {
        return name.toLowerCase(Locale.ROOT).endsWith("v3")
                ? TokenLedger.POSITION_MANAGER
                : TokenLedger.CONDITIONAL_TOKENS;
    }

    /** Whether fills of this block are its own. */
    public boolean isValidAt(long block) {
        return block >= fromBlock && block <= toBlock;
    }

    /** Whether any block of the range, both ends included, may hold fills of it. */
    public boolean overlaps(long from, long to) {
        return from <= toBlock && to >= fromBlock;
    }

    private static ExchangeContract past(String name, String address) {
        return new ExchangeContract(name, new Address(address), EventLayout.V1, 0, FIRST_GENERATION_END);
    }

    private static ExchangeContract present(String name, String address) {
        return new ExchangeContract(name, new Address(address), EventLayout.V2);
    }

    private static EventLayout layout(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "v1" -> EventLayout.V1;
            case "v2" -> EventLayout.V2;
            default -> throw new IllegalArgumentException("layout must be v1 or v2, not " + text);
        };
    }

    private static long block(String text) {
        try {
            return Long.parseUnsignedLong(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a block number: " + text, e);
        }
    }
}
