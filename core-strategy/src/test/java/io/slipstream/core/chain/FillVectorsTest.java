package io.slipstream.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipstream.core.market.Side;
import org.junit.jupiter.api.Test;

/** Fills that stand on the chain, of both generations, decoded to what they are known to say. */
class FillVectorsTest {

    @Test
    void decodesThemAsTheyAreKnown() {
        assertThat(FillVector.all()).hasSize(4);
        for (FillVector vector : FillVector.all()) {
            assertThat(OrderFilledDecoder.decode(vector.log(), vector.exchange()))
                    .isInstanceOfSatisfying(Decoded.Fill.class, decoded -> vector.check(decoded.fill()));
        }
    }

    @Test
    void holdBothGenerationsBothSidesAndBothRoles() {
        assertThat(FillVector.all())
                .extracting(vector -> vector.exchange().layout())
                .contains(EventLayout.V1, EventLayout.V2);
        assertThat(FillVector.all()).extracting(FillVector::side).contains(Side.BUY, Side.SELL);
        assertThat(FillVector.all()).extracting(FillVector::aggressor).contains(true, false);
        assertThat(FillVector.all()).extracting(FillVector::feeMicros).contains(0L, 1_770_000L);
    }
}
