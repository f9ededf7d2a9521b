package io.slipstream.sim.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.sim.chain.Contracts;
import io.slipstream.sim.chain.LogEntry;
import io.slipstream.sim.chain.Transaction;
import io.slipstream.sim.exchange.Account;
import io.slipstream.sim.exchange.FeeCurve;
import io.slipstream.sim.exchange.Market;
import io.slipstream.sim.exchange.MarketTerms;
import io.slipstream.sim.exchange.Match;
import io.slipstream.sim.exchange.MatchingEngine;
import io.slipstream.sim.exchange.OrderRequest;
import io.slipstream.sim.exchange.Outcome;
import io.slipstream.sim.exchange.Side;
import io.slipstream.sim.exchange.Submission;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The order and layout of the logs of one match (sections 1.3 and 1.4). */
@Timeout(10)
class SettlementTest {

    private static final BigInteger YES =
            new BigInteger("102936224134271070189104847090829839924697394514566827387181305960175107677216");
    private static final BigInteger NO =
            new BigInteger("45763018441764333771124945243746174684578244015331389396782339063349542289693");
    private static final String PASSIVE = "0xf5183756a0be58aa0b0960f1e2d2451894b631d5";
    private static final String AGGRESSOR = "0x361b766227db19d4c8037595a9d4ced9fad81a24";

    @Test
    void emitsMakersThenFeeThenAggregateThenItsRepetition() {
        List<LogEntry> logs = ofExchange(mint(true, new FeeCurve("crypto_fees_v2", 700, 0)));

        assertThat(logs).hasSize(4);
        assertThat(logs).extracting(LogEntry::address).containsOnly(Contracts.NEG_RISK_EXCHANGE);
        assertThat(logs.stream().map(log -> log.event().topics().getFirst().substring(0, 10)))
                .containsExactly("0xd543adfd", "0x55bb3cad", "0xd543adfd", "0x174b3811");
    }

    /** The MINT of section 1.4: the counterparty buys YES at 0.52, the aggressor NO at 0.48. */
    @Test
    void spellsTheDecodedMainnetExample() {
        List<LogEntry> logs = ofExchange(mint(false, new FeeCurve("", 0, 0)));

        assertThat(logs).hasSize(3);
        assertThat(logs.get(0).event().topics().subList(2, 4)).containsExactly(topic(PASSIVE), topic(AGGRESSOR));
        assertThat(words(logs.get(0)))
                .containsExactly(
                        BigInteger.ZERO,
                        YES,
                        BigInteger.valueOf(5_200_000),
                        BigInteger.valueOf(10_000_000),
                        BigInteger.ZERO,
                        BigInteger.ZERO,
                        BigInteger.ZERO);
        assertThat(logs.get(1).event().topics().subList(2, 4))
                .containsExactly(topic(AGGRESSOR), topic(Contracts.CTF_EXCHANGE));
        assertThat(words(logs.get(1)).subList(0, 4))
                .containsExactly(BigInteger.ZERO, NO, BigInteger.valueOf(4_800_000), BigInteger.valueOf(10_000_000));
        assertThat(logs.get(2).event().topics())
                .containsExactly(
                        "0x174b3811690657c217184f89418266767c87e4805d09680c39fc9c031c0cab7c",
                        logs.get(1).event().topics().get(1),
                        topic(AGGRESSOR));
        assertThat(words(logs.get(2))).isEqualTo(words(logs.get(1)).subList(0, 4));
    }

    private static List<LogEntry> ofExchange(Transaction transaction) {
        return transaction.logs().stream()
                .filter(log -> log.address().equals(transaction.to()))
                .toList();
    }

    private static Transaction mint(boolean negRisk, FeeCurve fees) {
        MatchingEngine engine = new MatchingEngine("test", () -> 0);
        Account passive = engine.openAccount(PASSIVE, "passive");
        Account aggressor = engine.openAccount(AGGRESSOR, "aggressor");
        passive.deposit(1_000_000_000);
        aggressor.deposit(1_000_000_000);
        Market market = engine.list(new MarketTerms("0xc0", YES, NO, negRisk, 100, 5_000_000, fees, 0));
        engine.submit(OrderRequest.gtc(passive, market, Outcome.YES, Side.BUY, 5_200, 10_000_000));
        Submission taken = engine.submit(OrderRequest.fak(aggressor, market, Outcome.NO, Side.BUY, 4_800, 10_000_000));
        Match match = Objects.requireNonNull(((Submission.Accepted) taken).match());
        return Settlement.transaction("test", match, Ground.declared(match));
    }

    private static String topic(String address) {
        return "0x" + "0".repeat(24) + address.substring(2);
    }

    private static List<BigInteger> words(LogEntry log) {
        String digits = log.event().data().substring(2);
        assertThat(digits.length() % 64).isZero();
        return IntStream.range(0, digits.length() / 64)
                .mapToObj(i -> new BigInteger(digits.substring(i * 64, i * 64 + 64), 16))
                .toList();
    }
}
