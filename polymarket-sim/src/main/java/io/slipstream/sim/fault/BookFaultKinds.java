package io.slipstream.sim.fault;

import io.slipstream.sim.clob.BookFault;
import io.slipstream.sim.clob.BookHistory;
import io.slipstream.sim.fault.LastingFaults.Kind;
import io.slipstream.sim.http.BadRequestException;
import io.slipstream.sim.http.Feed;
import io.slipstream.sim.lapse.Share;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Reads the faults of the REST answers with books from requests, by kind. */
final class BookFaultKinds {

    private static final int LONGEST_DELAY_MILLIS = 60_000;

    private BookFaultKinds() {}

    static Map<String, Kind<BookFault>> kinds() {
        return Map.of(
                "delay-answers",
                BookFaultKinds::delayAnswers,
                "stale-books",
                (request, feed) -> new BookFault.StaleBooks(
                        request.share(feed, 100), request.whole("millisOld", 5_000, 1, BookHistory.LONGEST_MILLIS)),
                "partial-books",
                (request, feed) -> new BookFault.PartialBooks(request.share(feed, 50)));
    }

    private static BookFault delayAnswers(FaultRequest request, Feed feed) {
        int least = request.whole("minMillis", 200, 0, LONGEST_DELAY_MILLIS);
        int most = request.whole("maxMillis", Math.max(2_000, least), 0, LONGEST_DELAY_MILLIS);
        if (least > most) {
            throw new BadRequestException(400, "minMillis must not exceed maxMillis");
        }
        Share share = request.share(feed, 100);
        return new BookFault.DelayAnswers(share, least, most, request.draw(feed), new CountDownLatch(1));
    }
}
