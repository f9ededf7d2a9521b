package io.slipstream.worker.dataapi;

import io.slipstream.core.chain.Address;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Micros;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads rows of the Data API. */
final class TradeRowParser {

    private static final int COMBO_CONDITION_LENGTH = 2 + 62;

    private TradeRowParser() {}

    /**
     * Reads a row; nothing if it is an activity other than a trade.
     *
     * @throws IllegalArgumentException if a field is missing or malformed
     */
    static Optional<TradeRow> parse(JsonNode row) {
        String type = row.path("type").asString("TRADE");
        if (!type.equals("TRADE")) {
            return Optional.empty();
        }
        long shares = micros(row, "size");
        long price = micros(row, "price");
        if (shares <= 0 || price <= 0) {
            throw new IllegalArgumentException("size and price must be greater than zero: " + row);
        }
        JsonNode timestamp = row.path("timestamp");
        if (!timestamp.isIntegralNumber()) {
            throw new IllegalArgumentException("timestamp is missing: " + row);
        }
        return Optional.of(new TradeRow(
                new Address(text(row, "proxyWallet")),
                Side.valueOf(text(row, "side")),
                TokenId.of(text(row, "asset")),
                isCombo(row),
                shares,
                price,
                timestamp.asLong(),
                text(row, "transactionHash").toLowerCase(Locale.ROOT)));
    }

    /** A combination's condition id is a byte shorter than a market's (protocol reference 6). */
    private static boolean isCombo(JsonNode row) {
        return row.path("conditionId").asString("").length() == COMBO_CONDITION_LENGTH
                && row.path("slug").asString("").isEmpty();
    }

    private static long micros(JsonNode row, String field) {
        JsonNode value = row.path(field);
        if (!value.isNumber()) {
            throw new IllegalArgumentException(field + " is missing: " + row);
        }
        // the API's own floating point: to the nearest millionth, which is what the chain moved
        return Micros.fromDecimal(value.decimalValue().setScale(6, RoundingMode.HALF_UP));
    }

    private static String text(JsonNode row, String field) {
        String value = row.path(field).asString("");
        if (value.isEmpty()) {
            throw new IllegalArgumentException(field + " is missing: " + row);
        }
        return value;
    }
}
