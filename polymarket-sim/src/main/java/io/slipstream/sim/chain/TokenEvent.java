package io.slipstream.sim.chain;

import java.math.BigInteger;
import java.util.List;

/** Movements of outcome tokens (ERC-1155) and of collateral (ERC-20), section 1.2. */
public sealed interface TokenEvent extends ContractEvent {

    /**
     * {@code TransferSingle}: one token moved.
     *
     * @param operator who moved it
     * @param from who had it; the zero address when it was minted
     * @param to who has it; the zero address when it was burned
     * @param tokenId the token
     * @param value micro-shares
     */
    record TransferSingle(String operator, String from, String to, BigInteger tokenId, long value)
            implements TokenEvent {

        /** Topic 0. */
        public static final String TOPIC = "0xc3d58168c5ae7397731d063d5bbf3d657854427343f4c083240f7aacaa2d0f62";

        @Override
        public List<String> topics() {
            return List.of(TOPIC, Words.address(operator), Words.address(from), Words.address(to));
        }

        @Override
        public String data() {
            return Words.data(Words.of(tokenId), Words.of(value));
        }
    }

    /**
     * {@code TransferBatch}: several tokens moved.
     *
     * @param operator who moved them
     * @param from who had them; the zero address when they were minted
     * @param to who has them; the zero address when they were burned
     * @param tokenIds the tokens
     * @param values micro-shares, token by token
     */
    record TransferBatch(String operator, String from, String to, List<BigInteger> tokenIds, List<Long> values)
            implements TokenEvent {

        /** Topic 0. */
        public static final String TOPIC = "0x4a39dc06d4c0dbc64b70af90fd698a233a518aa5d07e595d983b8c0526c8f7fb";

        /** Copies the lists. */
        public TransferBatch {
            tokenIds = List.copyOf(tokenIds);
            values = List.copyOf(values);
        }

        @Override
        public List<String> topics() {
            return List.of(TOPIC, Words.address(operator), Words.address(from), Words.address(to));
        }

        @Override
        public String data() {
            StringBuilder out = new StringBuilder("0x")
                    .append(Words.of(64))
                    .append(Words.of(64 + 32L * (1 + tokenIds.size())))
                    .append(Words.of(tokenIds.size()));
            tokenIds.forEach(tokenId -> out.append(Words.of(tokenId)));
            out.append(Words.of(values.size()));
            values.forEach(value -> out.append(Words.of(value)));
            return out.toString();
        }
    }

    /**
     * {@code Transfer} of an ERC-20: collateral moved.
     *
     * @param from who had it; the zero address when it was minted
     * @param to who has it; the zero address when it was burned
     * @param value micro-dollars
     */
    record CollateralTransfer(String from, String to, long value) implements TokenEvent {

        /** Topic 0. */
        public static final String TOPIC = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";

        @Override
        public List<String> topics() {
            return List.of(TOPIC, Words.address(from), Words.address(to));
        }

        @Override
        public String data() {
            return Words.data(Words.of(value));
        }
    }
}
