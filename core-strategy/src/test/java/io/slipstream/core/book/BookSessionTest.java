package io.slipstream.core.book;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random sessions of a venue and two lines that are cut, doubted, doubled and delayed, with snapshots that race with all of it.
 * {@code -Dbook.seed=} repeats a session.
 */
class BookSessionTest {

    private final long seed = Long.getLong("book.seed", 20_261_122);

    /** While nothing is lost unnoticed, a trusted book is one that the venue had, and no older than what its lines told. */
    @Test
    @Timeout(120)
    void neverTrustsABookThatTheVenueDidNotHave() {
        for (int session = 0; session < 40; session++) {
            BookSession play = new BookSession(seed + session, BookSession.Losses.NOTICED);
            for (int i = 0; i < 10_000; i++) {
                play.step();
                play.assertTrustedBooksAreTrue();
            }
            assertThat(play.trustedChecks()).as("the session proves something").isGreaterThan(1_000);
        }
    }

    /** Whatever was lost, doubled or reordered: once every line is quiet and a snapshot was asked for, the books are the venue's. */
    @Test
    @Timeout(120)
    void isRightAgainOnceEverythingHasArrived() {
        for (int session = 0; session < 400; session++) {
            BookSession play = new BookSession(seed + session, BookSession.Losses.SILENT);
            for (int i = 0; i < 2_500; i++) {
                play.step();
            }
            play.comeToRest();
            play.assertBooksAreTheVenues();
        }
    }
}
