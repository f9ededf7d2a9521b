package io.slipstream.worker.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.ChainLog;
import io.slipstream.core.chain.Decoded;
import io.slipstream.core.chain.EventLayout;
import io.slipstream.core.chain.ExchangeContract;
import io.slipstream.core.chain.OrderFill;
import io.slipstream.core.chain.OrderFilledDecoder;
import io.slipstream.core.market.Side;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;

/** Our decoder against web3j's hashing and encoding of the events as the contracts declare them. */
class AbiOracleTest {

    @Test
    void knowsTheTopicsOfTheDeclaredEvents() {
        assertThat(EventLayout.V2.topic0())
                .isEqualTo(EventEncoder.buildEventSignature(
                        "OrderFilled(bytes32,address,address,uint8,uint256,uint256,uint256,uint256,bytes32,bytes32)"));
        assertThat(EventLayout.V1.topic0())
                .isEqualTo(EventEncoder.buildEventSignature(
                        "OrderFilled(bytes32,address,address,uint256,uint256,uint256,uint256,uint256)"));
    }

    @Test
    @SuppressWarnings("rawtypes") // web3j's interface is
    void decodesWhatWeb3jEncodes() {
        long seed = 20_261_122;
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            boolean buys = random.nextBoolean();
            BigInteger token = new BigInteger(256, random).setBit(255);
            // a share costs a dollar at most, and a fee no more than the fill
            BigInteger shares = new BigInteger(50, random).setBit(40);
            BigInteger usdc = new BigInteger(39, random).setBit(31);
            BigInteger maker = buys ? usdc : shares;
            BigInteger taker = buys ? shares : usdc;
            BigInteger fee = new BigInteger(30, random);
            List<Type> words = List.of(
                    new Uint8(buys ? 0 : 1),
                    new Uint256(token),
                    new Uint256(maker),
                    new Uint256(taker),
                    new Uint256(fee),
                    new Bytes32(new byte[32]),
                    new Bytes32(new byte[32]));
            OrderFill fill = decode("0x" + FunctionEncoder.encodeConstructor(words));
            assertThat(fill.side()).as("seed %d, round %d", seed, i).isEqualTo(buys ? Side.BUY : Side.SELL);
            assertThat(fill.tokenId().value()).isEqualTo(token);
            assertThat(fill.sharesMicros()).isEqualTo((buys ? taker : maker).longValueExact());
            assertThat(fill.usdcMicros()).isEqualTo((buys ? maker : taker).longValueExact());
            assertThat(fill.feeMicros()).isEqualTo(fee.longValueExact());
        }
    }

    private static OrderFill decode(String data) {
        Address exchange = new Address("0x" + "e1".repeat(20));
        Address owner = new Address("0x" + "aa".repeat(20));
        ChainLog log = new ChainLog(
                exchange,
                List.of(EventLayout.V2.topic0(), "0x" + "0f".repeat(32), owner.toTopic(), exchange.toTopic()),
                data,
                1,
                "0xb",
                "0xt",
                1,
                null,
                false);
        return ((Decoded.Fill) OrderFilledDecoder.decode(log, new ExchangeContract("ctf-v2", exchange, EventLayout.V2)))
                .fill();
    }
}
