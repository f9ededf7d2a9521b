package io.slipstream.dashboard.detection;

import io.slipstream.dashboard.mode.LivePage;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page, and the regions of it that the browser asks for again every two seconds, from the same templates. */
@Controller
class DetectionController {

    private final Detections detections;
    private final LivePage live;

    DetectionController(Detections detections, LivePage live) {
        this.detections = detections;
        this.live = live;
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
        live.answered(fill(model), response);
        return "detection/live";
    }

    private boolean fill(Model model) {
        return live.fill(model, "detection", detections.read(), Detection::mode);
    }
}
