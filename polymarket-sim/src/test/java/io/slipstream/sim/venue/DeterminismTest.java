package io.slipstream.sim.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.sim.chain.Block;
import io.slipstream.sim.chain.ChainListener;
import io.slipstream.sim.chain.Reorganisation;
import io.slipstream.sim.clob.MarketChannel;
import io.slipstream.sim.clob.MarketPush;
import io.slipstream.sim.clob.Tokens;
import io.slipstream.sim.exchange.Market;
import io.slipstream.sim.exchange.Outcome;
import io.slipstream.sim.http.RecordingTransport;
import io.slipstream.sim.http.SocketClient;
import io.slipstream.sim.wire.Json;
import io.slipstream.sim.wire.Keccak;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Two venues of one seed say the same to the last byte; another seed says something else. */
@Timeout(120)
class DeterminismTest {

    private static final int SECONDS = 400;

    private record Said(int frames, String frameDigest, List<String> blockHashes) {}

    @Test
    void saysTheSameTwice() {
        Said first = listen(7);

        assertThat(listen(7)).isEqualTo(first);
        assertThat(listen(8).frameDigest()).isNotEqualTo(first.frameDigest());
        assertThat(first.frames()).isGreaterThan(10_000);
        assertThat(first.blockHashes()).hasSizeGreaterThan(200).doesNotHaveDuplicates();
    }

    @Test
    void speedChangesTheTimesOnly() {
        Venue slow = Venues.of(new VenueParameters(7, 1, 1_750, 24));
        Venue fast = Venues.of(new VenueParameters(7, 10, 1_750, 24));
        Venues.run(slow, 120);
        Venues.run(fast, 120);

        assertThat(orderHashes(fast)).isEqualTo(orderHashes(slow)).isNotEmpty();
        assertThat(fast.wallMillis()).isEqualTo(Venues.BEGIN_MILLIS + 12_000);
    }

    private static List<String> orderHashes(Venue venue) {
        return venue.ledger().allFills().stream()
                .map(entry -> entry.logIndex() + entry.fill().orderHash())
                .toList();
    }

    private static Said listen(long seed) {
        Venue venue = Venues.of(seed);
        VenueGuard guard = new VenueGuard();
        Tokens tokens = new Tokens(venue.engine().markets());
        MarketChannel channel = new MarketChannel(
                venue, guard, tokens, new MarketPush(guard, (millis, task) -> CompletableFuture.completedFuture("")));
        List<String> hashes = new ArrayList<>();
        venue.engine().addListener(tokens);
        venue.engine().addListener(channel);
        venue.marketplace().onOpening(channel::announce);
        venue.chain().addListener(new ChainListener() {
            @Override
            public void mined(Block block) {
                hashes.add(block.hash());
            }

            @Override
            public void reorganised(List<Block> removed, List<Block> added, Reorganisation how) {
                added.forEach(this::mined);
            }
        });
        RecordingTransport transport = new RecordingTransport(false);
        SocketClient client = new SocketClient(transport);
        client.start("listener");
        channel.received(client, subscription(venue));
        for (int second = 0; second < SECONDS; second++) {
            Venues.run(venue, 1);
            if (second == 200) {
                venue.reorganise(new Reorganisation(2, false));
            }
            if (second % 10 == 9) {
                channel.received(client, "PING");
                int pongs = second / 10 + 1;
                Awaitility.await()
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> transport.frames().stream()
                                        .filter("PONG"::equals)
                                        .count()
                                == pongs);
            }
        }
        return new Said(transport.frames().size(), Keccak.word(String.join("\n", transport.frames())), hashes);
    }

    private static String subscription(Venue venue) {
        ObjectNode message = Json.object().put("type", "market").put("custom_feature_enabled", true);
        ArrayNode assets = message.putArray("assets_ids");
        for (Market market : venue.engine().markets()) {
            for (Outcome outcome : Outcome.values()) {
                assets.add(market.tokenText(outcome));
            }
        }
        return Json.write(message);
    }
}
