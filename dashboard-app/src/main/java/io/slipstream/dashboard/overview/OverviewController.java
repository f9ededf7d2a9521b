package io.slipstream.dashboard.overview;

import io.slipstream.dashboard.equity.EquityRange;
import io.slipstream.dashboard.fills.FillFilter;
import io.slipstream.dashboard.mode.LivePage;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The page, and the regions of it that the browser asks for again every two seconds. Both come from the same templates,
 * so that the page is complete before any script runs.
 */
@Controller
class OverviewController {

    private final Overviews overviews;
    private final LivePage live;

    OverviewController(Overviews overviews, LivePage live) {
        this.overviews = overviews;
        this.live = live;
    }

    /** The whole page; served without figures, but served, while the database does not answer. */
    @GetMapping("/")
    String page(@RequestParam(defaultValue = "all") String show, Model model) {
        fill(model, show);
        model.addAttribute("ranges", EquityRange.values());
        return "overview";
    }

    /** The regions that change; 503 with nothing but the banner while the database does not answer. */
    @GetMapping("/live/overview")
    String live(@RequestParam(defaultValue = "all") String show, Model model, HttpServletResponse response) {
        live.answered(fill(model, show), response);
        return "live";
    }

    private boolean fill(Model model, String show) {
        FillFilter filter = FillFilter.ofKey(show).orElse(FillFilter.ALL);
        model.addAttribute("filter", filter);
        model.addAttribute("filters", FillFilter.values());
        return live.fill(model, "overview", overviews.read(filter), Overview::mode);
    }
}
