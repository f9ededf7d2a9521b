package io.slipstream.worker.dataapi;

import io.slipstream.core.chain.Address;
import io.slipstream.core.market.Side;
import io.slipstream.core.market.TokenId;
import io.slipstream.core.money.Micros;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.JsonNodeException;

/** Reads rows of the Data API. */
final class TradeRowParser {

    private static final int COMBO_CONDITION_LENGTH = 2 + 62;
    /** Before the decimal point: what has more does not fit, and would take long to be written out. */
    private static final int MOST_DIGITS = 18;

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
        return Optional.of(new TradeRow(
                new Address(text(row, "proxyWallet")),
                Side.valueOf(text(row, "side")),
                TokenId.of(text(row, "asset")),
                isCombo(row),
                shares,
                price,
                number(row, "timestamp").toBigInteger().longValueExact(),
                text(row, "transactionHash").toLowerCase(Locale.ROOT)));
    }

    /** A combination's condition id is a byte shorter than a market's (protocol reference 6). */
    private static boolean isCombo(JsonNode row) {
        return row.path("conditionId").asString("").length() == COMBO_CONDITION_LENGTH
                && row.path("slug").asString("").isEmpty();
    }

    private static long micros(JsonNode row, String field) {
        // the API's own floating point: to the nearest millionth, which is what the chain moved
        return Micros.fromDecimal(number(row, field).setScale(6, RoundingMode.HALF_UP));
    }

    /** A number or the text of one. */
    private static BigDecimal number(JsonNode row, String field) {
        JsonNode value = row.path(field);
        BigDecimal number;
        try {
            number = value.isNumber() ? value.decimalValue() : new BigDecimal(text(row, field));
        } catch (NumberFormatException | JsonNodeException e) {
            throw new IllegalArgumentException(field + " is no number: " + row, e);
        }
        if ((long) number.precision() - number.scale() > MOST_DIGITS) {
            throw new IllegalArgumentException(field + " is absurd: " + row);
        }
        return number;
    }

    private static String text(JsonNode row, String field) {
        String value = row.path(field).asString("");
        if (value.isEmpty()) {
            throw new IllegalArgumentException(field + " is missing: " + row);
        }
        return value;
    }
}
