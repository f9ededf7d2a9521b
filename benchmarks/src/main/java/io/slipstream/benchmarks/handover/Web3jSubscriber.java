package io.slipstream.benchmarks.handover;

import io.slipstream.benchmarks.wire.LogText;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Event;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.websocket.WebSocketService;
import org.web3j.protocol.websocket.events.Log;
import org.web3j.utils.Numeric;

/** web3j's own subscription: from the node's write to a decoded fill of a followed wallet. A process of its own. */
public final class Web3jSubscriber {

    private static final Event ORDER_FILLED = new Event(
            "OrderFilled",
            List.of(
                    new TypeReference<Bytes32>(true) {},
                    new TypeReference<Address>(true) {},
                    new TypeReference<Address>(true) {},
                    new TypeReference<Uint8>() {},
                    new TypeReference<Uint256>() {},
                    new TypeReference<Uint256>() {},
                    new TypeReference<Uint256>() {},
                    new TypeReference<Uint256>() {},
                    new TypeReference<Bytes32>() {},
                    new TypeReference<Bytes32>() {}));

    private final Set<String> leaders;

    private Web3jSubscriber(Set<String> leaders) {
        this.leaders = leaders;
    }

    private record Fill(
            String exchange,
            BigInteger block,
            String blockHash,
            String txHash,
            BigInteger logIndex,
            String orderHash,
            String maker,
            String taker,
            BigInteger token,
            boolean buys,
            BigInteger shares,
            BigInteger usdc,
            BigInteger fee) {}

    /** Arguments: the node's URL, a file with the followed wallets, the first log that counts, how many, where to write. */
    public static void main(String[] args) throws Exception {
        Web3jSubscriber subscriber = new Web3jSubscriber(Set.copyOf(Files.readAllLines(Path.of(args[1]))));
        Measured measured = new Measured(Integer.parseInt(args[2]), Integer.parseInt(args[3]), 1);
        WebSocketService service = new WebSocketService(args[0], false);
        service.connect();
        Web3j web3j = Web3j.build(service);
        var subscription = web3j.logsNotifications(
                        List.of(LogText.EXCHANGE.hex()), List.of(EventEncoder.encode(ORDER_FILLED)))
                .subscribe(pushed -> subscriber.take(pushed.getParams().getResult(), measured));
        measured.writeTo(Path.of(args[4]), SubscriberProcess.PATIENCE_SECONDS);
        subscription.dispose();
        System.exit(0); // its threads are not daemons
    }

    private void take(Log log, Measured measured) {
        Fill fill = decode(log);
        if (leaders.contains(fill.maker())) {
            measured.record(0, fill.txHash(), System.nanoTime());
        }
    }

    @SuppressWarnings("rawtypes") // web3j's interface is
    private static Fill decode(Log log) {
        List<TypeReference<Type>> indexed = ORDER_FILLED.getIndexedParameters();
        List<String> topics = log.getTopics();
        List<Type> words = FunctionReturnDecoder.decode(log.getData(), ORDER_FILLED.getNonIndexedParameters());
        boolean buys = number(words, 0).signum() == 0;
        return new Fill(
                log.getAddress(),
                Numeric.decodeQuantity(log.getBlockNumber()),
                log.getBlockHash(),
                log.getTransactionHash(),
                Numeric.decodeQuantity(log.getLogIndex()),
                topics.get(1),
                FunctionReturnDecoder.decodeIndexedValue(topics.get(2), indexed.get(1))
                        .toString(),
                FunctionReturnDecoder.decodeIndexedValue(topics.get(3), indexed.get(2))
                        .toString(),
                number(words, 1),
                buys,
                number(words, buys ? 3 : 2),
                number(words, buys ? 2 : 3),
                number(words, 4));
    }

    @SuppressWarnings("rawtypes") // web3j's interface is
    private static BigInteger number(List<Type> words, int index) {
        return (BigInteger) words.get(index).getValue();
    }
}
