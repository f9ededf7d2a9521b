package io.slipstream.dashboard.login;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Turns log-in attempts away while their address has to wait, before any password is looked at. */
class LoginThrottleFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(LoginThrottleFilter.class);

    private final LoginThrottle throttle;
    private final RequestMatcher attempts;

    LoginThrottleFilter(LoginThrottle throttle, RequestMatcher attempts) {
        this.throttle = throttle;
        this.attempts = attempts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Duration wait = attempts.matches(request) ? throttle.waitBeforeAttempt(request.getRemoteAddr()) : Duration.ZERO;
        if (wait.isZero()) {
            chain.doFilter(request, response);
            return;
        }
        long seconds = wait.toSeconds() + 1;
        log.warn("Too many failed log-ins from {}: turned away for {} s", request.getRemoteAddr(), seconds);
        response.sendRedirect(request.getContextPath() + "/login?wait=" + seconds);
    }
}
