package io.slipstream.launcher.standin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A chain of 100 blocks, 90 of them final, with 120 fills of two leaders in its first 60 blocks. */
public final class StandInSim {

    static final String EXCHANGE = "0xe000000000000000000000000000000000000001";
    static final List<String> LEADERS =
            List.of("0xa000000000000000000000000000000000000001", "0xa000000000000000000000000000000000000002");
    static final int FILLS = 120;
    private static final int PAGE = 50;

    private StandInSim() {}

    /** Takes the simulator's options. */
    public static void main(String[] arguments) throws IOException {
        List<String> words = Arrays.asList(arguments);
        int port = Integer.parseInt(words.get(words.indexOf("--port") + 1));
        Files.createDirectories(Path.of(words.get(words.indexOf("--state") + 1)));
        new StandInServer(port)
                .on("/sim/status", _ -> "{\"genesisBlock\":1,\"head\":100,\"finalized\":90}")
                .on(
                        "/sim/leaders",
                        _ ->
                                "[{\"address\":\"%s\",\"label\":\"informed\",\"kind\":\"informed taker\"},{\"address\":\"%s\",\"label\":\"maker, passive\",\"kind\":\"maker\"}]"
                                        .formatted(LEADERS.get(0), LEADERS.get(1)))
                .on("/sim/truth/fills", StandInSim::page)
                .start();
        System.out.println("polymarket-sim ready on http://127.0.0.1:" + port);
    }

    private static String page(String query) {
        int after = query.contains("after=") ? Integer.parseInt(query.replaceAll(".*after=(\\d+).*", "$1")) : 0;
        int end = Math.min(after + PAGE, FILLS);
        String fills = IntStream.range(after, end).mapToObj(StandInSim::fill).collect(Collectors.joining(","));
        return "{\"fills\":[%s],\"next\":%s}".formatted(fills, end < FILLS ? "\"" + end + "\"" : "null");
    }

    private static String fill(int n) {
        return """
                {"leader":"%s","exchange":"%s","blockNumber":%d,"txHash":"0x%064x","logIndex":%d,
                 "orderHash":"0x%064x","tokenId":"%d","side":"%s","sharesMicros":"%d","usdcMicros":"%d",
                 "feeMicros":"%d","role":"%s"}""".formatted(
                        LEADERS.get(n % 2),
                        EXCHANGE,
                        1 + n / 2,
                        n / 2,
                        n % 2,
                        n + 1000,
                        7_000_000L + n,
                        n % 3 == 0 ? "SELL" : "BUY",
                        5_000_000 + n,
                        2_500_000 + n,
                        n,
                        n % 2 == 0 ? "taker" : "maker");
    }
}
