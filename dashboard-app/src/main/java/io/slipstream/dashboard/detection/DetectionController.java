package io.slipstream.dashboard.detection;

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
class DetectionController {

    private final Detections detections;
    private final TradingModes modes;

    DetectionController(Detections detections, TradingModes modes) {
        this.detections = detections;
        this.modes = modes;
    }

    /** The whole page; served without figures, but served, while the database does not answer. */
    @GetMapping("/detection")
    String page(Model model) {
        fill(model);
        return "detection";
    }

    /** The regions that change; 503 with nothing but the banner while the database does not answer. */
    @GetMapping("/live/detection")
    String live(Model model, HttpServletResponse response) {
        if (!fill(model)) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        }
        return "detection/live";
    }

    private boolean fill(Model model) {
        model.addAttribute("fmt", new Figures());
        return switch (detections.read()) {
            case Reading.Available<Detection>(Detection detection) -> {
                model.addAttribute("detection", detection);
                model.addAttribute("mode", detection.mode());
                yield true;
            }
            case Reading.Unavailable<Detection> unavailable -> {
                model.addAttribute("outage", unavailable.outage());
                model.addAttribute("mode", modes.configured());
                yield false;
            }
        };
    }
}
