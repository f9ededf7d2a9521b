package io.slipstream.dashboard.equity;

import io.slipstream.dashboard.database.Reading;
import io.slipstream.dashboard.database.SnapshotReader;
import io.slipstream.dashboard.format.Figures;
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
        return switch (snapshots.read("equity curve", () -> curves.over(asked))) {
            case Reading.Available<EquityCurve>(EquityCurve curve) -> ResponseEntity.ok(Columns.of(curve));
            case Reading.Unavailable<EquityCurve> _ ->
                ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
        };
    }

    /**
     * The curve as the page draws it: two columns of equal length instead of many small objects, and its change in
     * words, so that the browser does no arithmetic on amounts.
     *
     * @param stepMillis the distance of the points
     * @param atMillis when, since 1970
     * @param equityUsdc how much
     * @param change the change over the range, in dollars
     * @param changePercent the change over the range, relative
     * @param direction up, down or flat
     */
    record Columns(
            long stepMillis,
            List<Long> atMillis,
            List<BigDecimal> equityUsdc,
            String change,
            String changePercent,
            String direction) {

        static Columns of(EquityCurve curve) {
            Figures figures = new Figures();
            return new Columns(
                    curve.stepSeconds() * 1_000,
                    curve.points().stream()
                            .map(point -> point.at().toEpochMilli())
                            .toList(),
                    curve.points().stream().map(EquityCurve.Point::equityUsdc).toList(),
                    figures.signedUsdc(curve.changeUsdc()),
                    figures.signedPercent(curve.changePercent()),
                    figures.direction(curve.changeUsdc()));
        }
    }
}
