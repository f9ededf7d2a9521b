package io.slipstream.sim.clob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipstream.sim.clob.MarketFault.DuplicateFrames;
import io.slipstream.sim.clob.MarketFault.GarbageFrames;
import io.slipstream.sim.clob.MarketFault.LoseFrames;
import io.slipstream.sim.clob.MarketFault.ReorderFrames;
import io.slipstream.sim.clob.MarketFault.SilentSockets;
import io.slipstream.sim.exchange.Market;
import io.slipstream.sim.http.RecordingTransport;
import io.slipstream.sim.http.SocketClient;
import io.slipstream.sim.lapse.Reach;
import io.slipstream.sim.lapse.Share;
import io.slipstream.sim.market.Draw;
import io.slipstream.sim.venue.VenueGuard;
import io.slipstream.sim.venue.Venues;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MarketPushTest {

    private static final int FRAMES = 1_000;
    private static final Reach ALL = new Reach(null);

    private final Market market = Venues.of(7).engine().markets().getFirst();
    private final List<Runnable> late = new ArrayList<>();
    private final MarketPush push = new MarketPush(new VenueGuard(), (millis, task) -> {
        late.add(task);
        return new CompletableFuture<>();
    });
    private final RecordingTransport transport = new RecordingTransport(false);
    private final SocketClient client = started(transport);

    @Test
    void losesTheSameFramesForTheSameSeedAndNoNews() {
        push.switchOn(() -> new LoseFrames(share(30, 5), ALL));
        List<String> first = pushed();
        push.switchOn(() -> new LoseFrames(share(30, 5), ALL));
        List<String> second = pushed();
        push.switchOn(() -> new LoseFrames(share(30, 6), ALL));
        List<String> third = pushed();

        assertThat(first).hasSizeBetween(600, 800).isEqualTo(second).isNotEqualTo(third);
        push.switchOn(() -> new LoseFrames(share(100, 5), ALL));
        push.news(client, market, "resolved");
        assertThat(pushed()).containsExactly("resolved");
    }

    @Test
    void holdsFramesBackBehindThreeOthersAtMostAndLosesNone() {
        push.switchOn(() -> new ReorderFrames(share(40, 1), ALL));

        List<String> received = pushed();

        assertThat(received).containsExactlyInAnyOrderElementsOf(numbers()).isNotEqualTo(numbers());
        for (int place = 0; place < FRAMES; place++) {
            assertThat(Math.abs(Integer.parseInt(received.get(place)) - place)).isLessThanOrEqualTo(6);
        }
    }

    @Test
    void sendsFramesTwice() {
        push.switchOn(() -> new DuplicateFrames(share(40, 1), ALL));

        List<String> received = pushed();

        assertThat(received).hasSizeBetween(1_330, 1_470);
        assertThat(received.stream().distinct().toList()).isEqualTo(numbers());
    }

    @Test
    void sendsWhatIsHeldBackWhenNothingPassesIt() {
        push.switchOn(() -> new ReorderFrames(share(100, 1), ALL));

        push.book(client, market, "alone");
        client.send("PONG");
        await().until(() -> transport.frames().equals(List.of("PONG")));
        late.forEach(Runnable::run);

        await().until(() -> transport.frames().equals(List.of("PONG", "alone")));
    }

    @Test
    void saysNothingAnyMoreAndDoesNotMakeUpForIt() {
        push.switchOn(() -> new ReorderFrames(share(100, 1), ALL));
        push.book(client, market, "held");
        MarketFault silence = push.switchOn(() -> new SilentSockets(ALL));
        push.switchOn(() -> new ReorderFrames(share(0, 1), ALL));
        push.book(client, market, "silent");
        push.news(client, market, "silent too");
        late.forEach(Runnable::run);

        push.switchOff(silence);

        assertThat(pushed()).isEqualTo(numbers());
    }

    @Test
    void sendsGarbageBesideTheFramesAndNotInTheirPlace() {
        push.switchOn(() -> new GarbageFrames(share(50, 1), ALL));

        List<String> received = pushed();

        assertThat(received).containsSubsequence(numbers());
        assertThat(received).hasSizeBetween(1_400, 1_600);
    }

    @Test
    void reachesOneConnectionOnlyAndEndsWithIt() {
        RecordingTransport second = new RecordingTransport(false);
        SocketClient other = started(second);
        MarketFault fault = push.switchOn(() -> new LoseFrames(share(100, 1), new Reach(other)));

        push.book(client, market, "a");
        push.book(other, market, "a");

        await().until(() -> transport.frames().equals(List.of("a")));
        other.send("PONG");
        await().until(() -> second.frames().equals(List.of("PONG")));
        assertThat(push.isOn(fault)).isTrue();
        push.forget(client);
        assertThat(push.isOn(fault)).isTrue();
        push.forget(other);
        assertThat(push.isOn(fault)).isFalse();
    }

    /** Pushes numbered frames and answers all that came since the last time. */
    private List<String> pushed() {
        int before =
                transport.frames().indexOf("PONG") < 0 ? 0 : transport.frames().lastIndexOf("PONG") + 1;
        numbers().forEach(number -> push.book(client, market, number));
        late.forEach(Runnable::run);
        late.clear();
        client.send("PONG");
        await().until(() -> transport.frames().lastIndexOf("PONG") >= before);
        List<String> all = transport.frames();
        return all.subList(before, all.lastIndexOf("PONG"));
    }

    private static List<String> numbers() {
        return IntStream.range(0, FRAMES).mapToObj(Integer::toString).toList();
    }

    private static Share share(int percent, int seed) {
        return new Share(percent, new Draw(seed, "test"));
    }

    private static SocketClient started(RecordingTransport transport) {
        SocketClient client = new SocketClient(transport);
        client.start("test");
        return client;
    }
}
