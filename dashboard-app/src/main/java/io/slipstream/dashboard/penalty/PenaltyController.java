package io.slipstream.dashboard.penalty;

import io.slipstream.dashboard.mode.LivePage;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page, and the regions of it that the browser asks for again every two seconds, from the same templates. */
@Controller
class PenaltyController {

    private final PenaltyAccounts accounts;
    private final LivePage live;

    PenaltyController(PenaltyAccounts accounts, LivePage live) {
        this.accounts = accounts;
        this.live = live;
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
        live.answered(fill(model, range), response);
        return "penalty/live";
    }

    private boolean fill(Model model, String key) {
        PenaltyRange range = PenaltyRange.ofKey(key).orElse(PenaltyRange.DAY);
        model.addAttribute("range", range);
        return live.fill(model, "account", accounts.read(range), PenaltyAccount::mode);
    }
}
