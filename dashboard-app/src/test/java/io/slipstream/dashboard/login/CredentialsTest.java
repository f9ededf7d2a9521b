package io.slipstream.dashboard.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where the password comes from, and where it must not go. */
@Timeout(10)
class CredentialsTest {

    private final SecureRandom random = new SecureRandom();

    @Test
    void takesTheConfiguredPassword() {
        Credentials credentials = Credentials.of(new LoginProperties("ann", "secret"), random);
        assertThat(credentials.password()).isEqualTo("secret");
        assertThat(credentials.madeUp()).isFalse();
    }

    @Test
    void makesUpADifferentLongOneEachTimeWhereNoneIsSet() {
        Credentials one = Credentials.of(new LoginProperties("ann", " "), random);
        Credentials other = Credentials.of(new LoginProperties("ann", ""), random);
        assertThat(one.madeUp()).isTrue();
        assertThat(one.password()).hasSize(20).isNotEqualTo(other.password());
    }

    @Test
    void neverPrintsThePassword() {
        LoginProperties configured = new LoginProperties("ann", "secret");
        assertThat(configured.toString() + Credentials.of(configured, random)).doesNotContain("secret");
    }

    @Test
    void saysWhatToSetWhenTheUserIsBlank() {
        assertThatThrownBy(() -> new LoginProperties(" ", "secret")).hasMessageContaining("DASHBOARD_USER");
    }
}
