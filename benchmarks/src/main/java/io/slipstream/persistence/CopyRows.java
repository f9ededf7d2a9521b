package io.slipstream.persistence;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows in PostgreSQL's binary format for COPY (its manual, part "COPY", "Binary Format"). */
final class CopyRows {

    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int NULL = -1;
    private static final int END = -1;
    private static final long MICROS_TO_2000 = 946_684_800_000_000L;
    private static final BigInteger NUMERIC_BASE = BigInteger.valueOf(10_000);
    private static final int NUMERIC_DIGITS = 4;
    private static final int NEGATIVE = 0x4000;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    private final DataOutputStream out = new DataOutputStream(bytes);

    CopyRows() throws IOException {
        out.write(SIGNATURE);
        out.writeInt(0);
        out.writeInt(0);
    }

    CopyRows row(int columns) throws IOException {
        out.writeShort(columns);
        return this;
    }

    CopyRows uuid(UUID value) throws IOException {
        out.writeInt(2 * Long.BYTES);
        out.writeLong(value.getMostSignificantBits());
        out.writeLong(value.getLeastSignificantBits());
        return this;
    }

    CopyRows text(String value) throws IOException {
        return bytea(value.getBytes(StandardCharsets.UTF_8));
    }

    CopyRows bytea(byte[] value) throws IOException {
        out.writeInt(value.length);
        out.write(value);
        return this;
    }

    CopyRows jsonb(String value) throws IOException {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        out.writeInt(1 + text.length);
        out.writeByte(1);
        out.write(text);
        return this;
    }

    CopyRows bigint(long value) throws IOException {
        out.writeInt(Long.BYTES);
        out.writeLong(value);
        return this;
    }

    CopyRows bool(boolean value) throws IOException {
        out.writeInt(1);
        out.writeBoolean(value);
        return this;
    }

    CopyRows timestamp(@Nullable Long epochNanos) throws IOException {
        if (epochNanos == null) {
            out.writeInt(NULL);
            return this;
        }
        return bigint(Math.floorDiv(epochNanos, 1_000) - MICROS_TO_2000);
    }

    CopyRows numeric(BigDecimal value) throws IOException {
        int scale = Math.max(0, value.scale());
        int padding = (NUMERIC_DIGITS - scale % NUMERIC_DIGITS) % NUMERIC_DIGITS;
        BigInteger rest = value.setScale(scale + padding).unscaledValue().abs();
        List<Integer> digits = new ArrayList<>();
        while (rest.signum() != 0) {
            BigInteger[] parts = rest.divideAndRemainder(NUMERIC_BASE);
            digits.add(parts[1].intValue());
            rest = parts[0];
        }
        Collections.reverse(digits);
        out.writeInt(Short.BYTES * (4 + digits.size()));
        out.writeShort(digits.size());
        out.writeShort(digits.size() - 1 - (scale + padding) / NUMERIC_DIGITS);
        out.writeShort(value.signum() < 0 ? NEGATIVE : 0);
        out.writeShort(scale);
        for (int digit : digits) {
            out.writeShort(digit);
        }
        return this;
    }

    /** Everything with the mark of the end. */
    byte[] end() throws IOException {
        out.writeShort(END);
        return bytes.toByteArray();
    }
}
