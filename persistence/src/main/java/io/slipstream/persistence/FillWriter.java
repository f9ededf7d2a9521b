package io.slipstream.persistence;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.LeaderFill;
import io.slipstream.core.engine.Effect;
import io.slipstream.core.market.Instrument;
import io.slipstream.core.money.Micros;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import tools.jackson.databind.json.JsonMapper;

/** New leader fills with their raw payload and their chain identity. Runs in the caller's transaction. */
final class FillWriter {

    static final int BATCH = 500;

    private static final Pattern UNSTORABLE = Pattern.compile("\\\\u0000|[:,\\[]\\s*-?[0-9.]+[eE][+-]?[0-9]{3,}|\0"
            + "|\\\\u[dD][89abAB]..(?!\\\\u[dD][c-fC-F])|(?<!\\\\u[dD][89abAB]..)\\\\u[dD][c-fC-F]");
    private static final Pattern LONE_SURROGATE = Pattern.compile("[\\x{D800}-\\x{DFFF}]");
    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcTemplate jdbc;

    FillWriter(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Claims the chain identity of each fill and stores those that were free. Returns the ids of those whose identity
     * belongs to a fill of another id; a fill that is stored under its own id is left as it is.
     */
    Set<UUID> insert(List<Effect.FillObserved> observed, Map<Address, UUID> leaderIds) {
        Set<UUID> strangers = new HashSet<>();
        for (int from = 0; from < observed.size(); from += BATCH) {
            List<Claim> claims = observed.subList(from, Math.min(observed.size(), from + BATCH)).stream()
                    .map(Claim::new)
                    .toList();
            Map<ByteBuffer, UUID> owners = claim(claims);
            Map<Boolean, List<Claim>> byOwnership = claims.stream()
                    .collect(
                            Collectors.partitioningBy(claim -> claim.fill().id().equals(owners.get(claim.key()))));
            List<Claim> own = byOwnership.getOrDefault(true, List.of());
            insertRaw(own);
            if (insertFills(own, leaderIds) < own.size()) {
                releaseOfMoved(own);
            }
            insertTrades(own);
            byOwnership
                    .getOrDefault(false, List.of())
                    .forEach(claim -> strangers.add(claim.fill().id()));
        }
        return strangers;
    }

    /** A fill and the identity that it claims. */
    private static final class Claim {
        private final byte[] digest;
        private final Effect.FillObserved observed;

        Claim(Effect.FillObserved observed) {
            this.digest = FillKey.of(observed.fill());
            this.observed = observed;
        }

        byte[] digest() {
            return digest;
        }

        ByteBuffer key() {
            return ByteBuffer.wrap(digest);
        }

        LeaderFill fill() {
            return observed.fill();
        }

        Instrument instrument() {
            return Objects.requireNonNull(observed.instrument(), "only of fills whose instrument is known");
        }
    }

    /** Whose each identity is: most are claimed here and now, whoever else's are read. */
    private Map<ByteBuffer, UUID> claim(List<Claim> claims) {
        Map<ByteBuffer, UUID> owners = new HashMap<>();
        RowCallbackHandler owner = row -> owners.put(ByteBuffer.wrap(row.getBytes(1)), row.getObject(2, UUID.class));
        jdbc.query(
                """
                INSERT INTO leader_fill_key (key_digest, leader_fill_id) SELECT * FROM unnest(?, ?)
                ON CONFLICT DO NOTHING RETURNING key_digest, leader_fill_id""",
                statement -> {
                    new Columns<>(statement, claims)
                            .bytea(Claim::digest)
                            .uuid(claim -> claim.fill().id());
                },
                owner);
        List<Claim> others = claims.stream()
                .filter(claim -> !owners.containsKey(claim.key()))
                .toList();
        if (!others.isEmpty()) {
            jdbc.query(
                    "SELECT key_digest, leader_fill_id FROM leader_fill_key WHERE key_digest = ANY (?)",
                    statement -> {
                        new Columns<>(statement, others).bytea(Claim::digest);
                    },
                    owner);
        }
        return owners;
    }

    private void insertRaw(List<Claim> fresh) {
        jdbc.update("""
                INSERT INTO leader_fill_raw (id, source, payload, created_at)
                SELECT id, source, payload::jsonb, timestamptz 'epoch' + created * interval '1 microsecond'
                FROM unnest(?, ?, ?, ?) AS fresh (id, source, payload, created) ON CONFLICT DO NOTHING""", statement -> {
            new Columns<>(statement, fresh)
                    .uuid(claim -> claim.fill().id())
                    .text(claim -> claim.fill().source())
                    .text(claim -> storable(claim.fill().payload()))
                    .time(claim -> claim.fill().detectedAtNanos());
        });
    }

    /** A list that is written again claims the first logs of fills that have moved since: those claims are not kept. */
    private void releaseOfMoved(List<Claim> own) {
        jdbc.update("""
                DELETE FROM leader_fill_key k USING unnest(?, ?, ?) AS claimed (digest, id, dedupe_key), leader_fill f
                WHERE k.key_digest = claimed.digest AND f.id = claimed.id AND f.dedupe_key <> claimed.dedupe_key
                  AND f.row_key IS DISTINCT FROM claimed.dedupe_key""", statement -> {
            new Columns<>(statement, own)
                    .bytea(Claim::digest)
                    .uuid(claim -> claim.fill().id())
                    .text(claim -> claim.fill().dedupeKey());
        });
    }

    /** Returns how many were not stored before. */
    private int insertFills(List<Claim> fresh, Map<Address, UUID> leaderIds) {
        return jdbc.update("""
                INSERT INTO leader_fill (id, raw_id, leader_id, source, exchange_address, block_number, block_hash, tx_hash,
                  log_index, order_hash, maker, taker, leader_role, token_id, side, leader_price, leader_size, leader_usdc,
                  fee_usdc, fill_ts, detected_at, status, dedupe_key, combo, effective_price, effective_size, effective_usdc)
                SELECT id, id, leader, source, exchange, block, block_hash, tx_hash, log_index, order_hash, maker, taker, role,
                  token::numeric, side, price::numeric, size::numeric, usdc::numeric, fee::numeric,
                  timestamptz 'epoch' + filled * interval '1 microsecond',
                  timestamptz 'epoch' + detected * interval '1 microsecond', 'PROVISIONAL', dedupe_key, combo,
                  effective_price::numeric, effective_size::numeric, effective_usdc::numeric
                FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS fresh (id, leader, source,
                  exchange, block, block_hash, tx_hash, log_index, order_hash, maker, taker, role, token, side, price, size,
                  usdc, fee, filled, detected, dedupe_key, combo, effective_price, effective_size, effective_usdc)
                ON CONFLICT DO NOTHING""", statement -> {
            new Columns<>(statement, fresh.stream().map(Claim::fill).toList())
                    .uuid(LeaderFill::id)
                    .uuid(fill -> leaderId(fill, leaderIds))
                    .text(LeaderFill::source)
                    .text(fill -> fill.exchange().hex())
                    .bigint(LeaderFill::blockNumber)
                    .text(LeaderFill::blockHash)
                    .text(LeaderFill::txHash)
                    .bigint(LeaderFill::logIndex)
                    .text(LeaderFill::orderHash)
                    .text(fill -> fill.maker().hex())
                    .text(fill -> fill.taker().hex())
                    .text(fill -> fill.role().name().toLowerCase(Locale.ROOT))
                    .numeric(fill -> SqlTypes.decimal(fill.tokenId()))
                    .text(fill -> fill.side().name())
                    .numeric(fill -> Micros.toDecimal(fill.leaderPriceMicros()))
                    .numeric(fill -> Micros.toDecimal(fill.sharesMicros()))
                    .numeric(fill -> Micros.toDecimal(fill.usdcMicros()))
                    .numeric(fill -> Micros.toDecimal(fill.feeMicros()))
                    .time(LeaderFill::fillTimeNanos)
                    .time(LeaderFill::detectedAtNanos)
                    .text(LeaderFill::dedupeKey)
                    .bool(LeaderFill::combo)
                    .numeric(fill -> EffectiveColumns.price(fill.effective()))
                    .numeric(fill -> EffectiveColumns.shares(fill.effective()))
                    .numeric(fill -> EffectiveColumns.usdc(fill.effective()));
        });
    }

    private void insertTrades(List<Claim> fresh) {
        List<Claim> known = fresh.stream()
                .filter(claim -> claim.observed.instrument() != null)
                .toList();
        if (known.isEmpty()) {
            return;
        }
        jdbc.update("""
                INSERT INTO trade (leader_fill_id, condition_id, outcome, title, market_key)
                SELECT * FROM unnest(?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""", statement -> {
            new Columns<>(statement, known)
                    .uuid(claim -> claim.fill().id())
                    .text(claim -> claim.instrument().conditionId())
                    .text(claim -> claim.instrument().outcome())
                    .text(claim -> claim.instrument().title())
                    .text(claim -> claim.instrument().marketKey());
        });
    }

    /** A payload is a peer's word; what PostgreSQL's JSONB cannot hold of it (NUL, half a character, absurd numbers) is kept as a string. */
    static String storable(String payload) {
        if (!maybeUnstorable(payload)) {
            return payload;
        }
        String whole = LONE_SURROGATE.matcher(payload).replaceAll("?");
        return UNSTORABLE.matcher(whole).find()
                ? JSON.writeValueAsString(whole.replace("\\u0000", "?").replace('\0', '?'))
                : whole;
    }

    /** A look that spares the pattern most payloads: those of logs hold no bare numbers at all. */
    private static boolean maybeUnstorable(String payload) {
        boolean valueBegins = false;
        for (int i = 0; i < payload.length(); i++) {
            char c = payload.charAt(i);
            if (c == 0 || Character.isSurrogate(c) || (c == '\\' && escapesRarity(payload, i))) {
                return true;
            }
            if (valueBegins && (c == '-' || c == '.' || (c >= '0' && c <= '9'))) {
                return true;
            }
            valueBegins = c == ':' || c == ',' || c == '[' || (valueBegins && c <= ' ');
        }
        return false;
    }

    private static boolean escapesRarity(String payload, int at) {
        return payload.startsWith("\\u0000", at) || payload.regionMatches(true, at, "\\ud", 0, 3);
    }

    private static UUID leaderId(LeaderFill fill, Map<Address, UUID> leaderIds) {
        UUID id = leaderIds.get(fill.leader());
        if (id == null) {
            throw new IllegalStateException("a fill of a wallet that is not followed: " + fill.leader());
        }
        return id;
    }
}
