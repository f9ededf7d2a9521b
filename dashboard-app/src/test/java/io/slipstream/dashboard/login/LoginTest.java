package io.slipstream.dashboard.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import io.slipstream.dashboard.fixture.DashboardTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Who gets in, and what everybody else is told. */
@DashboardTest
class LoginTest {

    private final MockMvcTester mvc;

    @Autowired
    LoginTest(MockMvcTester mvc) {
        this.mvc = mvc;
    }

    @Test
    void sendsAStrangerToTheLoginPage() {
        assertThat(mvc.get().uri("/").accept(MediaType.TEXT_HTML))
                .hasStatus(HttpStatus.FOUND)
                .hasRedirectedUrl("/login");
        assertThat(mvc.get().uri("/login"))
                .hasStatusOk()
                .bodyText()
                .contains("name=\"_csrf\"", "autocomplete=\"current-password\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/live/overview", "/live/equity", "/live/detection", "/live/books"})
    void answersTheScriptOfAStrangerWithAStatusAndNoPage(String uri) {
        assertThat(mvc.get().uri(uri).accept(MediaType.ALL)).hasStatus(HttpStatus.UNAUTHORIZED);
    }

    @Test
    void letsTheRightPasswordInAndOutAgain() {
        assertThat(attempt("correct horse", "10.0.0.1"))
                .hasStatus(HttpStatus.FOUND)
                .hasRedirectedUrl("/");
        assertThat(mvc.post().uri("/logout").with(user("ann")).with(csrf())).hasRedirectedUrl("/login?logout");
        assertThat(mvc.get().uri("/login?logout")).bodyText().contains("You are logged out.");
    }

    @Test
    void refusesAWrongPasswordInWords() {
        assertThat(attempt("wrong", "10.0.0.2")).hasRedirectedUrl("/login?error");
        assertThat(mvc.get().uri("/login?error")).bodyText().contains("do not match");
    }

    @Test
    void makesGuessingWaitEvenForTheRightPasswordButNotOtherAddresses() {
        for (int i = 0; i < LoginThrottle.FREE_ATTEMPTS; i++) {
            assertThat(attempt("guess " + i, "10.0.0.3")).hasRedirectedUrl("/login?error");
        }
        assertThat(attempt("correct horse", "10.0.0.3").getResponse().getRedirectedUrl())
                .matches("/login\\?wait=\\d+");
        assertThat(attempt("correct horse", "10.0.0.4")).hasRedirectedUrl("/");
        assertThat(mvc.get().uri("/login?wait=30")).bodyText().contains("Try again in 30 seconds.");
    }

    @Test
    void answersAFormOfAnEndedSessionWithAFreshPage() {
        assertThat(mvc.post().uri("/login").param("username", "ann").param("password", "correct horse"))
                .hasRedirectedUrl("/login?expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "99999", "soon", ""})
    void printsNothingThatALinkMakesUp(String wait) {
        assertThat(mvc.get().uri("/login").param("wait", wait)).bodyText().doesNotContain("Try again", "<script>");
    }

    @Test
    void allowsThePageToLoadNothingButWhatIsServedHere() {
        MvcTestResult page = mvc.get().uri("/").with(user("ann")).exchange();
        assertThat(page)
                .hasStatusOk()
                .headers()
                .hasValue("X-Content-Type-Options", "nosniff")
                .hasValue("X-Frame-Options", "DENY")
                .hasValue("Referrer-Policy", "no-referrer");
        assertThat(page.getResponse().getHeader("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page).bodyText().doesNotContain(" style=", " onclick=", "<script>", "http://", "https://");
    }

    @Test
    void servesTheChartFromHere() {
        assertThat(mvc.get().uri("/webjars/chart.js/dist/chart.umd.min.js")).hasStatusOk();
        assertThat(mvc.get().uri("/js/overview.js")).hasStatusOk();
    }

    @Test
    void tellsAnybodyThatItIsAliveAndNothingElse() {
        assertThat(mvc.get().uri("/actuator/health"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.status")
                .isEqualTo("UP");
        assertThat(mvc.get().uri("/actuator/health/liveness")).hasStatusOk();
        assertThat(mvc.get().uri("/actuator/health")).bodyText().doesNotContain("components", "details");
        assertThat(mvc.get().uri("/actuator/env").with(user("ann"))).hasStatus(HttpStatus.NOT_FOUND);
    }

    private MvcTestResult attempt(String password, String address) {
        return mvc.post()
                .uri("/login")
                .param("username", "ann")
                .param("password", password)
                .with(csrf())
                .remoteAddress(address)
                .exchange();
    }
}
