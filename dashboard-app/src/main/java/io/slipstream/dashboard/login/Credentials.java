package io.slipstream.dashboard.login;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * What the one user logs in with.
 *
 * @param user the name
 * @param password the password in clear
 * @param madeUp whether nobody chose the password, so that the log has to tell it
 */
record Credentials(String user, String password, boolean madeUp) {

    private static final int RANDOM_BYTES = 15;

    /** The credentials as configured, with a random password where none is. */
    static Credentials of(LoginProperties configured, SecureRandom random) {
        if (!configured.password().isBlank()) {
            return new Credentials(configured.user(), configured.password(), false);
        }
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new Credentials(
                configured.user(), Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), true);
    }

    @Override
    public String toString() {
        return "Credentials[user=" + user + ", madeUp=" + madeUp + "]";
    }
}
