package io.slipstream.core.calibration;

import io.slipstream.core.calibration.FeeAlarm.Scope;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.money.FeeSchedule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells drift from a single odd fee. An alarm begins when {@value #TO_BEGIN} of the last {@value #WINDOW} fees differ, and ends
 * when {@value #TO_END} in a row agree. Those of a fee curve differ only if several markets do, and while its alarm lasts its
 * markets raise none of their own.
 */
final class FeeDriftWatch {

    static final int WINDOW = 20;
    static final int TO_BEGIN = 3;
    static final int TO_END = 10;

    private static final int MOST_MARKETS = 10_000;

    private static final int MOST_CURVES = 1_000;

    private final Map<String, Watched> markets = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Watched> curves = new LinkedHashMap<>(16, 0.75f, true);

    /** Takes a fee that agrees or differs; tells the alarms that begin or end with it. */
    List<FeeAlarm> take(
            ObservedTaker taker, Instrument instrument, long expectedMicros, boolean agrees, long nowNanos) {
        FeeSchedule fee = instrument.fee();
        String curveKey = fee.rateMicros() + "^" + fee.exponent();
        makeRoom(curves, MOST_CURVES);
        makeRoom(markets, MOST_MARKETS);
        Watched curve = curves.computeIfAbsent(curveKey, _ -> new Watched());
        Watched market = markets.computeIfAbsent(instrument.conditionId(), _ -> new Watched());
        curve.take(instrument.conditionId(), agrees);
        market.take(instrument.conditionId(), agrees);
        List<FeeAlarm> changed = new ArrayList<>(2);
        if (curve.begins(2)) {
            changed.add(curve.begin(
                    new FeeAlarm(Scope.CURVE, curveKey, instrument, taker, expectedMicros, nowNanos, null)));
        }
        if (curve.alarm == null && market.begins(1)) {
            changed.add(market.begin(new FeeAlarm(
                    Scope.MARKET, instrument.conditionId(), instrument, taker, expectedMicros, nowNanos, null)));
        }
        for (Watched watched : List.of(curve, market)) {
            FeeAlarm over = watched.end();
            if (over != null) {
                changed.add(over.ended(nowNanos));
            }
        }
        return changed;
    }

    /** Of how many markets and curves something is kept. */
    int retained() {
        return markets.size() + curves.size();
    }

    /** Those without an alarm go first, who was seen longest ago of them before the others. */
    private static void makeRoom(Map<String, Watched> watched, int most) {
        if (watched.size() < most) {
            return;
        }
        Iterator<Watched> eldest = watched.values().iterator();
        while (eldest.hasNext()) {
            if (eldest.next().alarm == null) {
                eldest.remove();
                return;
            }
        }
        watched.remove(watched.keySet().iterator().next());
    }

    /** How many alarms last. */
    long open() {
        return open(markets) + open(curves);
    }

    private static long open(Map<String, Watched> watched) {
        return watched.values().stream().filter(each -> each.alarm != null).count();
    }

    private record Seen(String conditionId, boolean agrees) {}

    /** The last fees of a market or a curve. */
    private static final class Watched {
        private final Deque<Seen> last = new ArrayDeque<>(WINDOW);
        private int agreedInARow;
        private @Nullable FeeAlarm alarm;

        void take(String conditionId, boolean agrees) {
            if (last.size() == WINDOW) {
                last.removeFirst();
            }
            last.addLast(new Seen(conditionId, agrees));
            agreedInARow = agrees ? agreedInARow + 1 : 0;
        }

        boolean begins(int leastMarkets) {
            if (alarm != null || agreedInARow > 0) {
                return false;
            }
            Set<String> which = new HashSet<>();
            int differ = 0;
            for (Seen seen : last) {
                if (!seen.agrees) {
                    differ++;
                    which.add(seen.conditionId);
                }
            }
            return differ >= TO_BEGIN && which.size() >= leastMarkets;
        }

        FeeAlarm begin(FeeAlarm begun) {
            alarm = begun;
            return begun;
        }

        @Nullable
        FeeAlarm end() {
            FeeAlarm over = alarm;
            if (over == null || agreedInARow < TO_END) {
                return null;
            }
            alarm = null;
            last.clear();
            return over;
        }
    }
}
