package io.slipstream.dashboard.books;

import io.slipstream.dashboard.mode.LivePage;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page, and the regions of it that the browser asks for again every two seconds, from the same templates. */
@Controller
class BooksController {

    private final BookAccounts accounts;
    private final LivePage live;

    BooksController(BookAccounts accounts, LivePage live) {
        this.accounts = accounts;
        this.live = live;
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
        live.answered(fill(model), response);
        return "books/live";
    }

    private boolean fill(Model model) {
        model.addAttribute("grades", BookFreshness.values());
        return live.fill(model, "account", accounts.read(), BookAccount::mode);
    }
}
