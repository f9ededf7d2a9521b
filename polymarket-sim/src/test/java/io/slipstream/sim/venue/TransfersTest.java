package io.slipstream.sim.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.sim.chain.Block;
import io.slipstream.sim.chain.ContractEvent;
import io.slipstream.sim.chain.ContractEvent.OrderFilled;
import io.slipstream.sim.chain.Contracts;
import io.slipstream.sim.chain.LogEntry;
import io.slipstream.sim.chain.Placement;
import io.slipstream.sim.chain.PositionEvent;
import io.slipstream.sim.chain.TokenEvent.CollateralTransfer;
import io.slipstream.sim.chain.TokenEvent.TransferBatch;
import io.slipstream.sim.chain.TokenEvent.TransferSingle;
import io.slipstream.sim.chain.Transaction;
import io.slipstream.sim.exchange.Side;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What moves in a settlement is what its fills say. */
@Timeout(60)
class TransfersTest {

    private record Holding(String owner, BigInteger token) {}

    private static final BigInteger DOLLARS = BigInteger.ZERO;

    @Test
    void movesWhatTheFillsSayBeforeTheySayIt() {
        Venue venue = Venues.of(42);
        Venues.run(venue, 300);
        Set<Class<?>> seen = new HashSet<>();
        int settlements = 0;
        int refunded = 0;
        int aboveADollar = 0;
        for (Transaction transaction : settlements(venue)) {
            settlements++;
            Map<Holding, Long> moved = new HashMap<>();
            Map<Holding, Long> expected = new HashMap<>();
            List<OrderFilled> makers = new ArrayList<>();
            for (LogEntry log : transaction.logs()) {
                seen.add(log.event().getClass());
                apply(log.event(), moved);
                if (log.event() instanceof OrderFilled logged) {
                    boolean aggregate = logged.taker().equals(transaction.to());
                    OrderFilled fill = aggregate ? traded(logged, makers) : logged;
                    makers.add(logged);
                    refunded += fill.makerAmount() < logged.makerAmount() ? 1 : 0;
                    aboveADollar += logged.side() == Side.BUY && logged.makerAmount() > logged.takerAmount() ? 1 : 0;
                    expect(fill, expected);
                    Holding tokens = new Holding(fill.maker(), fill.tokenId());
                    assertThat(moved.get(tokens)).isEqualTo(expected.get(tokens));
                    assertThat(moved.get(new Holding(fill.maker(), DOLLARS)))
                            .isEqualTo(expected.get(new Holding(fill.maker(), DOLLARS)));
                }
            }
            assertThat(moved.entrySet().stream()
                            .filter(entry -> entry.getKey().owner().equals(transaction.to()) && entry.getValue() != 0))
                    .as("the exchange keeps nothing")
                    .isEmpty();
        }
        assertThat(settlements).isGreaterThan(500);
        assertThat(refunded).as("logged before the refund").isGreaterThan(20);
        assertThat(aboveADollar).as("logged above a dollar a share").isPositive();
        assertThat(seen)
                .contains(
                        TransferSingle.class,
                        TransferBatch.class,
                        CollateralTransfer.class,
                        PositionEvent.PositionSplit.class,
                        PositionEvent.PositionsMerge.class);
    }

    @Test
    void spellsATransferOfTwoTokensAsTheAbiDoes() {
        TransferBatch batch = new TransferBatch(
                Contracts.COLLATERAL_ADAPTER,
                Contracts.NOBODY,
                Contracts.COLLATERAL_ADAPTER,
                List.of(BigInteger.TWO, BigInteger.TEN),
                List.of(255L, 1L));

        assertThat(batch.data())
                .isEqualTo("0x" + word("40") + word("a0") + word("2") + word("2") + word("a") + word("2") + word("ff")
                        + word("1"));
        assertThat(batch.topics().get(2)).isEqualTo("0x" + word("0"));
    }

    /** Transactions of the exchanges. */
    static List<Transaction> settlements(Venue venue) {
        return LongStream.rangeClosed(
                        venue.chain().oldestNumber(), venue.chain().head().number())
                .mapToObj(number -> venue.chain().block(number).orElseThrow())
                .map(Block::placements)
                .flatMap(List::stream)
                .map(Placement::transaction)
                .filter(transaction -> Set.of(Contracts.CTF_EXCHANGE, Contracts.NEG_RISK_EXCHANGE)
                        .contains(transaction.to()))
                .toList();
    }

    private static void apply(ContractEvent event, Map<Holding, Long> moved) {
        switch (event) {
            case TransferSingle single -> move(moved, single.from(), single.to(), single.tokenId(), single.value());
            case TransferBatch batch ->
                IntStream.range(0, batch.values().size())
                        .forEach(i -> move(
                                moved,
                                batch.from(),
                                batch.to(),
                                batch.tokenIds().get(i),
                                batch.values().get(i)));
            case CollateralTransfer paid -> move(moved, paid.from(), paid.to(), DOLLARS, paid.value());
            default -> {}
        }
    }

    private static void move(Map<Holding, Long> moved, String from, String to, BigInteger token, long value) {
        moved.merge(new Holding(from, token), -value, Long::sum);
        moved.merge(new Holding(to, token), value, Long::sum);
    }

    /** What the aggressor really traded, by the orders that he met (venue update 1). */
    private static OrderFilled traded(OrderFilled logged, List<OrderFilled> makers) {
        long shares = 0;
        long dollars = 0;
        for (OrderFilled maker : makers) {
            boolean buys = maker.side() == Side.BUY;
            long made = buys ? maker.takerAmount() : maker.makerAmount();
            long paid = buys ? maker.makerAmount() : maker.takerAmount();
            shares += made;
            dollars += maker.side() == logged.side() ? made - paid : paid;
        }
        boolean buys = logged.side() == Side.BUY;
        assertThat(logged.takerAmount()).as("what he got is always true").isEqualTo(buys ? shares : dollars);
        return new OrderFilled(
                logged.orderHash(),
                logged.maker(),
                logged.taker(),
                logged.side(),
                logged.tokenId(),
                buys ? dollars : shares,
                buys ? shares : dollars,
                logged.fee());
    }

    private static void expect(OrderFilled fill, Map<Holding, Long> expected) {
        boolean buys = fill.side() == Side.BUY;
        long shares = buys ? fill.takerAmount() : -fill.makerAmount();
        long dollars = (buys ? -fill.makerAmount() : fill.takerAmount()) - fill.fee();
        expected.merge(new Holding(fill.maker(), fill.tokenId()), shares, Long::sum);
        expected.merge(new Holding(fill.maker(), DOLLARS), dollars, Long::sum);
    }

    private static String word(String digits) {
        return "0".repeat(64 - digits.length()) + digits;
    }
}
