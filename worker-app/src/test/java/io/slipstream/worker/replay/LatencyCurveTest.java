package io.slipstream.worker.replay;

import static io.slipstream.core.engine.Fixtures.LEADER;
import static io.slipstream.core.engine.Fixtures.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipstream.core.chain.Address;
import io.slipstream.core.market.Side;
import io.slipstream.core.money.Micros;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

/** Figures by latency, their intervals, and where our own latency stands among them. */
class LatencyCurveTest {

    private static final Address OTHER = new Address("0x" + "bb".repeat(20));
    private static final long MILLI = 1_000_000L;

    @Test
    void tellsOfEverybodyAndOfEachLeader() {
        LatencyCurve curve = curve();
        assertThat(curve.points())
                .extracting(LatencyCurve.Point::leader)
                .containsExactly("all", "all", LEADER.hex(), LEADER.hex(), OTHER.hex(), OTHER.hex());
        assertThat(curve.ofEverybody().getFirst().sum())
                .isEqualTo(
                        new ResultSummary(2, 20 * Micros.ONE, 15 * Micros.ONE, 8_000_000, 500_000, 20_000, -1_030_000));
        assertThat(curve.ofEverybody().getFirst().sum().fillRateBps()).isEqualTo(7_500);
        assertThat(curve.ofEverybody().getFirst().sum().slippageBps()).isEqualTo(625);
    }

    @Test
    void marksWhereOurOwnLatencyStands() {
        StringWriter text = new StringWriter();
        new CurveTable(new PrintWriter(text, true)).print(curve());
        assertThat(text.toString().lines().filter(line -> line.contains("our p50")))
                .first()
                .asString()
                .startsWith("+100 ms");
        assertThat(text.toString()).contains("p50 50 ms, p99 90 ms");
        assertThat(new CurveChart(curve()).svg()).contains("our p50", "our p99", "+100 ms");
        assertThat(CurveTable.csv(curve()).get(1))
                .startsWith("all,0,2,20000000,15000000,7500,")
                .endsWith(",50,90");
    }

    /** The same seed draws the same; the figure itself lies within; more of the same makes it narrower. */
    @Test
    void drawsIntervals() {
        List<CopyResult> few = List.of(result(LEADER, 10, 40), result(OTHER, 5, 60), result(OTHER, 0, 50));
        List<CopyResult> many =
                IntStream.range(0, 100).boxed().flatMap(_ -> few.stream()).toList();
        Bootstrap.Interval narrow = new Bootstrap(7).interval(many, ResultSummary::fillRateBps);
        Bootstrap.Interval wide = new Bootstrap(7).interval(few, ResultSummary::fillRateBps);
        assertThat(new Bootstrap(7).interval(few, ResultSummary::fillRateBps)).isEqualTo(wide);
        assertThat(wide.low()).isLessThan(narrow.low());
        assertThat(narrow.low()).isLessThanOrEqualTo(5_000);
        assertThat(narrow.high()).isGreaterThanOrEqualTo(5_000).isLessThan(wide.high());
        assertThat(new Bootstrap(7).interval(List.of(), ResultSummary::fillRateBps))
                .isEqualTo(new Bootstrap.Interval(0, 0));
    }

    @Test
    void readsLatencies() {
        assertThat(new Delay().convert("+50ms")).isEqualTo(50 * MILLI);
        assertThat(new Delay().convert("30s")).isEqualTo(30_000 * MILLI);
        assertThat(Delay.text(30_000 * MILLI)).isEqualTo("30 s");
        assertThat(Delay.text(0)).isEqualTo("0 ms");
        assertThatThrownBy(() -> new Delay().convert("-5s"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("no time such as +50ms or 5s");
    }

    /** What is sold at the leader's price and worth less at the end has made the difference, less its fee. */
    @Test
    void countsASaleTheOtherWayRound() {
        CopyResult sale =
                new CopyResult(LEADER, YES, Side.SELL, 10_000_000, 10_000_000, 5_900_000, 10_000, 600_000, 500_000);
        assertThat(sale.profitMicros()).isEqualTo(5_900_000 - 5_000_000 - 10_000);
        assertThat(sale.slippageMicros()).as("a cent less for each share").isEqualTo(100_000);
    }

    private static LatencyCurve curve() {
        SortedMap<Long, List<CopyResult>> byLatency = new TreeMap<>();
        byLatency.put(0L, List.of(result(LEADER, 10, 50), result(OTHER, 5, 60)));
        byLatency.put(100 * MILLI, List.of(result(LEADER, 0, 50), result(OTHER, 5, 62)));
        return LatencyCurve.of(
                byLatency,
                LongStream.rangeClosed(1, 9)
                        .mapToObj(i -> (10 - i) * 10 * MILLI)
                        .toList(),
                new Bootstrap(1));
    }

    /** A buy of ten shares that the leader bought at 0.50, worth 0.466 now, with a fee of a cent. */
    private static CopyResult result(Address leader, long filledShares, int cents) {
        long filled = filledShares * Micros.ONE;
        return new CopyResult(
                leader,
                YES,
                Side.BUY,
                10 * Micros.ONE,
                filled,
                filledShares * cents * 10_000,
                10_000,
                500_000,
                466_000);
    }
}
