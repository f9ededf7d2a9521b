package io.slipstream.dashboard.login;

import java.security.SecureRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Form log-in for one user, and headers that let the page load nothing but what this process serves. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final RequestMatcher ATTEMPTS = PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/login");

    /** What the page's script asks for: it wants a status, not a log-in page. */
    private static final RequestMatcher LIVE_DATA = PathPatternRequestMatcher.pathPattern("/live/**");

    @Bean
    SecurityFilterChain dashboardSecurity(HttpSecurity http, LoginThrottle throttle) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/login", "/css/**", "/js/**", "/img/**", "/webjars/**", "/error")
                        .permitAll()
                        .requestMatchers("/actuator/health", "/actuator/health/*")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage("/login").successHandler(forgiving(throttle)))
                .logout(logout -> logout.logoutSuccessUrl("/login?logout"))
                .addFilterBefore(
                        new LoginThrottleFilter(throttle, ATTEMPTS), UsernamePasswordAuthenticationFilter.class)
                .exceptionHandling(problems -> problems.accessDeniedHandler(staleFormsToLogin())
                        .defaultAuthenticationEntryPointFor(
                                new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED), LIVE_DATA))
                .headers(SecurityConfiguration::strict)
                .build();
    }

    @Bean
    Credentials credentials(LoginProperties configured) {
        return Credentials.of(configured, new SecureRandom());
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    }

    @Bean
    UserDetailsService users(Credentials credentials, PasswordEncoder encoder) {
        return new InMemoryUserDetailsManager(User.withUsername(credentials.user())
                .password(encoder.encode(credentials.password()))
                .roles("VIEWER")
                .build());
    }

    private static AuthenticationSuccessHandler forgiving(LoginThrottle throttle) {
        AuthenticationSuccessHandler toOverview = new SimpleUrlAuthenticationSuccessHandler("/");
        return (request, response, authentication) -> {
            throttle.succeeded(request.getRemoteAddr());
            toOverview.onAuthenticationSuccess(request, response, authentication);
        };
    }

    /** A form whose session has ended meanwhile is answered with a fresh log-in page instead of an error. */
    private static AccessDeniedHandler staleFormsToLogin() {
        AccessDeniedHandler refuse = new AccessDeniedHandlerImpl();
        return (request, response, denied) -> {
            if (denied instanceof CsrfException) {
                response.sendRedirect(request.getContextPath() + "/login?expired");
            } else {
                refuse.handle(request, response, denied);
            }
        };
    }

    private static void strict(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .permissionsPolicyHeader(
                        policy -> policy.policy("camera=(), microphone=(), geolocation=(), payment=(), usb=()"))
                .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN));
    }
}
