package io.slipstream.dashboard.equity;

import io.slipstream.dashboard.database.Reading;
import io.slipstream.dashboard.database.SnapshotReader;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The data behind the chart. */
@RestController
class EquityController {

    private final SnapshotReader snapshots;
    private final EquityCurves curves;

    EquityController(SnapshotReader snapshots, EquityCurves curves) {
        this.snapshots = snapshots;
        this.curves = curves;
    }

    /** The curve as columns; 503 without a body while the database does not answer. */
    @GetMapping("/live/equity")
    ResponseEntity<Columns> equity(@RequestParam(defaultValue = "1h") String range) {
        EquityRange asked = EquityRange.ofKey(range)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST, "no such range"));
        return switch (snapshots.read(() -> curves.over(asked))) {
            case Reading.Available<EquityCurve>(EquityCurve curve) -> ResponseEntity.ok(Columns.of(curve));
            case Reading.Unavailable<EquityCurve> _ ->
                ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
        };
    }

    /** Two columns of equal length instead of many small objects: half the bytes, and what the chart draws from. */
    record Columns(List<Long> atMillis, List<BigDecimal> equityUsdc) {

        static Columns of(EquityCurve curve) {
            return new Columns(
                    curve.points().stream()
                            .map(point -> point.at().toEpochMilli())
                            .toList(),
                    curve.points().stream().map(EquityCurve.Point::equityUsdc).toList());
        }
    }
}
