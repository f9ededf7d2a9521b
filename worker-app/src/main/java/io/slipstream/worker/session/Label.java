package io.slipstream.worker.session;

/**
 * What a frame of a session is: {@code begins <session> <part>/<parts>}, {@code events <session> <first> <count>},
 * {@code outcome <session> <number of the next event>} or {@code ends <session> <events>}.
 */
record Label(String kind, String session, long number, long count) {

    static Label of(String about) {
        String[] words = about.split("[ /]", -1);
        if (words.length < 3) {
            throw new IllegalArgumentException("no frame of a session: " + about);
        }
        return new Label(words[0], words[1], Long.parseLong(words[2]), words.length > 3 ? Long.parseLong(words[3]) : 0);
    }
}
