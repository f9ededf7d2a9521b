package io.slipstream.dashboard.login;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The log-in page. The attempt itself is Spring Security's. */
@Controller
class LoginController {

    /** The page, with a word on why one is here again. */
    @GetMapping("/login")
    String page(@RequestParam Map<String, String> parameters, Model model) {
        model.addAttribute("problem", problem(parameters));
        model.addAttribute("note", note(parameters));
        return "login";
    }

    private static @Nullable String problem(Map<String, String> parameters) {
        if (parameters.containsKey("error")) {
            return "This user name and password do not match.";
        }
        String wait = parameters.get("wait");
        return wait != null && wait.matches("\\d{1,4}")
                ? "Too many failed attempts. Try again in " + wait + " seconds."
                : null;
    }

    private static @Nullable String note(Map<String, String> parameters) {
        if (parameters.containsKey("logout")) {
            return "You are logged out.";
        }
        return parameters.containsKey("expired") ? "Your session has ended. Please log in again." : null;
    }
}
