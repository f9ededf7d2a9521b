package io.slipstream.worker.market;

import java.util.Random;

/** Frames as a broken peer might send them. */
final class FrameMutations {

    private FrameMutations() {}

    /** One to three characters changed, cut out or put in. */
    static String mutated(String good, Random random) {
        StringBuilder text = new StringBuilder(good);
        for (int change = random.nextInt(3); change >= 0; change--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, (char) (' ' + random.nextInt(95)));
                case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(3)));
                case 2 -> text.insert(at, "{[\"0.,:]} 9".charAt(random.nextInt(11)));
                default -> text.setCharAt(at, (char) ('0' + random.nextInt(10)));
            }
        }
        return text.toString();
    }
}
