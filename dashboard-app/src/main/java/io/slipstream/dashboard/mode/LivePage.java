package io.slipstream.dashboard.mode;

import io.slipstream.dashboard.database.Reading;
import io.slipstream.dashboard.format.Figures;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * What all pages have in common whose regions the browser asks for again: a page is served without figures, but served, while the
 * database does not answer; its regions are a 503 with nothing but the banner then.
 */
@Component
public final class LivePage {

    private final TradingModes modes;

    LivePage(TradingModes modes) {
        this.modes = modes;
    }

    /**
     * Gives a template what was read under a name, or the outage; tells whether the database answered.
     *
     * @param mode that the value was made in
     */
    public <T> boolean fill(Model model, String name, Reading<T> reading, Function<T, TradingMode> mode) {
        model.addAttribute("fmt", new Figures());
        return switch (reading) {
            case Reading.Available<T>(T value) -> {
                model.addAttribute(name, value);
                model.addAttribute("mode", mode.apply(value));
                yield true;
            }
            case Reading.Unavailable<T> unavailable -> {
                model.addAttribute("outage", unavailable.outage());
                model.addAttribute("mode", modes.configured());
                yield false;
            }
        };
    }

    /** Says with the status that the regions lack what the database did not answer. */
    public void answered(boolean answered, HttpServletResponse response) {
        if (!answered) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        }
    }
}
