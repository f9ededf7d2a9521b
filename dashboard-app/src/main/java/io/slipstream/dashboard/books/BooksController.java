package io.slipstream.dashboard.books;

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
class BooksController {

    private final BookAccounts accounts;
    private final TradingModes modes;

    BooksController(BookAccounts accounts, TradingModes modes) {
        this.accounts = accounts;
        this.modes = modes;
    }

    /** The whole page; served without figures, but served, while the database does not answer. */
    @GetMapping("/books")
    String page(Model model) {
        fill(model);
        return "books";
    }

    /** The regions that change; 503 with nothing but the banner while the database does not answer. */
    @GetMapping("/live/books")
    String live(Model model, HttpServletResponse response) {
        if (!fill(model)) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        }
        return "books/live";
    }

    private boolean fill(Model model) {
        model.addAttribute("fmt", new Figures());
        model.addAttribute("grades", BookFreshness.values());
        return switch (accounts.read()) {
            case Reading.Available<BookAccount>(BookAccount account) -> {
                model.addAttribute("account", account);
                model.addAttribute("mode", account.mode());
                yield true;
            }
            case Reading.Unavailable<BookAccount> unavailable -> {
                model.addAttribute("outage", unavailable.outage());
                model.addAttribute("mode", modes.configured());
                yield false;
            }
        };
    }
}
