package io.slipstream.dashboard.calibration;

import io.slipstream.dashboard.mode.LivePage;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page, and the regions of it that the browser asks for again every two seconds, from the same templates. */
@Controller
class CalibrationController {

    private final CalibrationAccounts accounts;
    private final LivePage live;

    CalibrationController(CalibrationAccounts accounts, LivePage live) {
        this.accounts = accounts;
        this.live = live;
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
        live.answered(fill(model), response);
        return "calibration/live";
    }

    private boolean fill(Model model) {
        return live.fill(model, "account", accounts.read(), CalibrationAccount::mode);
    }
}
