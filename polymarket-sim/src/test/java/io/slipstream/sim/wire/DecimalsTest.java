package io.slipstream.sim.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class DecimalsTest {

    @Test
    void spellsPricesAndAmountsWithoutTrailingZeros() {
        assertThat(Decimals.price(5_200)).isEqualTo("0.52");
        assertThat(Decimals.price(25)).isEqualTo("0.0025");
        assertThat(Decimals.price(10_000)).isEqualTo("1");
        assertThat(Decimals.price(0)).isEqualTo("0");
        assertThat(Decimals.micros(219_217_767)).isEqualTo("219.217767");
        assertThat(Decimals.micros(20_000_000)).isEqualTo("20");
        assertThat(Decimals.micros(-1_500_000)).isEqualTo("-1.5");
    }

    @Test
    void hashesLikeEthereum() {
        assertThat(Keccak.word("FeeCharged(address,uint256)"))
                .isEqualTo("0x55bb3cade9d43b798a4fe5ffdd05024b2d7870df53920673bfc7e68047cd0ab1");
        assertThat(Keccak.word(
                        "OrderFilled(bytes32,address,address,uint8,uint256,uint256,uint256,uint256,bytes32,bytes32)"))
                .isEqualTo("0xd543adfd945773f1a62f74f0ee55a5e3b9b1a28262980ba90b1a89f2ea84d8ee");
        assertThat(Keccak.word("OrdersMatched(bytes32,address,uint8,uint256,uint256,uint256)"))
                .isEqualTo("0x174b3811690657c217184f89418266767c87e4805d09680c39fc9c031c0cab7c");
    }
}
