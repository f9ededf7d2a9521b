package io.slipstream.worker.chain;

import io.slipstream.core.engine.EngineEvent;
import io.slipstream.worker.engine.EngineInbox;
import io.slipstream.worker.engine.EpochNanos;
import io.slipstream.worker.feed.Backoff;
import io.slipstream.worker.feed.Endpoints;
import io.slipstream.worker.feed.HttpStatusException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Leader fills from the chain. All sockets push at once and the first to deliver wins; scans at the start, after every
 * (re)connect and periodically read what was not pushed. Who asks for a scan while one runs gets one more after it.
 */
final class PolygonLogSource implements ChainSource, PolygonSocket.Listener {

    private static final Logger log = LoggerFactory.getLogger(PolygonLogSource.class);

    private final FillDecoder decoder;
    private final ChainScanner scanner;
    private final List<JsonRpcHttp> nodes;
    private final List<PolygonSocket> sockets;
    private final PushedFills pushed;
    private final EngineInbox inbox;
    private final InstantSource clock;
    private final EpochNanos nanos;
    private final Duration interval;
    private final Semaphore wanted = new Semaphore(1);
    private final Backoff backoff =
            new Backoff(Duration.ofMillis(250), Duration.ofSeconds(15), RandomGenerator.getDefault());
    private final Thread thread = Thread.ofPlatform().name("chain-scan").unstarted(this::run);
    private volatile boolean running = true;

    PolygonLogSource(
            FillDecoder decoder,
            ChainScanner scanner,
            List<JsonRpcHttp> nodes,
            Function<PolygonSocket.Listener, List<PolygonSocket>> sockets,
            PushedFills pushed,
            EngineInbox inbox,
            InstantSource clock,
            EpochNanos nanos,
            Duration interval) {
        this.decoder = decoder;
        this.scanner = scanner;
        this.nodes = nodes;
        this.pushed = pushed;
        this.inbox = inbox;
        this.clock = clock;
        this.nanos = nanos;
        this.interval = interval;
        this.sockets = sockets.apply(this);
    }

    @Override
    public void start() {
        thread.start();
        sockets.forEach(PolygonSocket::connect);
    }

    @Override
    public void stop() {
        running = false;
        sockets.forEach(PolygonSocket::close);
        thread.interrupt();
    }

    @Override
    public void scanSoon() {
        wanted.release();
    }

    @Override
    public void onSubscribed() {
        scanSoon();
    }

    @Override
    public void onLog(JsonNode entry) {
        decoder.decode(entry, clock.instant()).ifPresent(fill -> {
            if (entry.path("removed").asBoolean(false)) {
                pushed.takenBack(fill);
                inbox.put(
                        new EngineEvent.FillRemoved(nanos.now(), fill.orderKey(), fill.dedupeKey(), fill.blockHash()));
            } else {
                pushed.pushed(fill);
                inbox.put(new EngineEvent.FillsDetected(nanos.now(), List.of(fill)));
            }
        });
    }

    private void run() {
        int node = 0;
        Duration pause = Duration.ZERO;
        while (running) {
            try {
                if (pause.isZero()) {
                    boolean _ = wanted.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS);
                    wanted.drainPermits();
                } else {
                    TimeUnit.MILLISECONDS.sleep(pause.toMillis());
                }
                scanner.scan(nodes.get(node));
                backoff.reset();
                pause = Duration.ZERO;
            } catch (IOException | RuntimeException e) {
                if (!running) {
                    return; // interrupted while reading or handing over
                }
                pause = backoff.next();
                boolean alone = nodes.size() == 1;
                if (alone
                        && e instanceof HttpStatusException status
                        && status.retryAfter().compareTo(pause) > 0) {
                    pause = status.retryAfter();
                }
                String shown = Endpoints.shown(nodes.get(node).url());
                if (e instanceof RuntimeException) {
                    log.error("{}: the scan failed; trying again in {} ms", shown, pause.toMillis(), e);
                } else {
                    log.warn("{}: {}; trying the next node in {} ms", shown, e.getMessage(), pause.toMillis());
                }
                node = (node + 1) % nodes.size();
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
