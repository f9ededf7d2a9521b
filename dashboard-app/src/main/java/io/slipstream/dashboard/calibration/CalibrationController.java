package io.slipstream.dashboard.calibration;

import io.slipstream.dashboard.database.Reading;
import io.slipstream.dashboard.format.Figures;
import io.slipstream.dashboard.mode.TradingModes;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page, and the regions of it that the browser asks for again every two seconds, from the same templates. */
@Controller
class CalibrationController {

    private final CalibrationAccounts accounts;
    private final TradingModes modes;

    CalibrationController(CalibrationAccounts accounts, TradingModes modes) {
        this.accounts = accounts;
        this.modes = modes;
    }

    /** The whole page; served without figures, but served, while the database does not answer. */
    @GetMapping("/calibration")
    String page(Model model) {
        fill(model);
        return "calibration";
    }

    /** The regions that change; 503 with nothing but the banner while the database does not answer. */
    @GetMapping("/live/calibration")
    String live(Model model, HttpServletResponse response) {
        if (!fill(model)) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        }
        return "calibration/live";
    }

    private boolean fill(Model model) {
        model.addAttribute("fmt", new Figures());
        return switch (accounts.read()) {
            case Reading.Available<CalibrationAccount>(CalibrationAccount account) -> {
                model.addAttribute("account", account);
                model.addAttribute("mode", account.mode());
                yield true;
            }
            case Reading.Unavailable<CalibrationAccount> unavailable -> {
                model.addAttribute("outage", unavailable.outage());
                model.addAttribute("mode", modes.configured());
                yield false;
            }
        };
    }
}
