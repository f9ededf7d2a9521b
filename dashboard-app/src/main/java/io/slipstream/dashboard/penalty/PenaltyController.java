package io.slipstream.dashboard.penalty;

import io.slipstream.dashboard.database.Reading;
import io.slipstream.dashboard.format.Figures;
import io.slipstream.dashboard.mode.TradingModes;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page, and the regions of it that the browser asks for again every two seconds, from the same templates. */
@Controller
class PenaltyController {

    private final PenaltyAccounts accounts;
    private final TradingModes modes;

    PenaltyController(PenaltyAccounts accounts, TradingModes modes) {
        this.accounts = accounts;
        this.modes = modes;
    }

    /** The whole page; served without figures, but served, while the database does not answer. */
    @GetMapping("/penalty")
    String page(@RequestParam(defaultValue = "24h") String range, Model model) {
        fill(model, range);
        model.addAttribute("ranges", PenaltyRange.values());
        model.addAttribute("parts", Part.values());
        return "penalty";
    }

    /** The regions that change; 503 with nothing but the banner while the database does not answer. */
    @GetMapping("/live/penalty")
    String live(@RequestParam(defaultValue = "24h") String range, Model model, HttpServletResponse response) {
        if (!fill(model, range)) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        }
        return "penalty/live";
    }

    private boolean fill(Model model, String key) {
        PenaltyRange range = PenaltyRange.ofKey(key).orElse(PenaltyRange.DAY);
        model.addAttribute("fmt", new Figures());
        model.addAttribute("range", range);
        return switch (accounts.read(range)) {
            case Reading.Available<PenaltyAccount>(PenaltyAccount account) -> {
                model.addAttribute("account", account);
                model.addAttribute("mode", account.mode());
                yield true;
            }
            case Reading.Unavailable<PenaltyAccount> unavailable -> {
                model.addAttribute("outage", unavailable.outage());
                model.addAttribute("mode", modes.configured());
                yield false;
            }
        };
    }
}
