package io.slipstream.worker.settings;

import io.slipstream.core.chain.Address;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The wallets to follow: in the flag itself, or one a line in a file that the flag names as {@code @file}. */
final class LeaderFlags {

    private static final String NAME = "LEADERS";
    private static final long LARGEST_FILE = 64L << 20;
    /** A file of another kind has a mistake in every line: the first ones say enough. */
    private static final int MOST_PROBLEMS = 10;

    private LeaderFlags() {}

    /** A leader as it is written, and where that is. */
    private record Entry(String text, String place) {}

    /** Labels by wallet, in the order in which they are named. */
    static Map<Address, String> read(Flags flags) {
        String value = flags.text(NAME, "");
        List<Entry> entries = value.startsWith("@") ? ofFile(flags, value.substring(1)) : ofList(value, "");
        if (entries.isEmpty() && flags.problems().stream().noneMatch(problem -> problem.startsWith(NAME))) {
            flags.problem(
                    NAME,
                    value.isEmpty() ? null : value,
                    "name at least one wallet to follow, such as LEADERS=0x<40 hex digits>:alice,0x… or LEADERS=@file with one a line");
        }
        Map<Address, String> labels = new LinkedHashMap<>();
        int problems = 0;
        for (Entry entry : entries) {
            int colon = entry.text.indexOf(':');
            String address = colon < 0 ? entry.text : entry.text.substring(0, colon);
            try {
                AddressFlags.checkChecksum(flags, NAME, address);
                labels.put(
                        new Address(address),
                        colon < 0 ? "" : entry.text.substring(colon + 1).strip());
            } catch (IllegalArgumentException e) {
                if (++problems > MOST_PROBLEMS) {
                    break;
                }
                flags.problem(
                        NAME,
                        entry.text + entry.place,
                        "each leader is 0x and 40 hex digits, with an optional :label behind it");
            }
        }
        return labels;
    }

    private static List<Entry> ofFile(Flags flags, String name) {
        try {
            Path file = Path.of(name);
            if (Files.size(file) > LARGEST_FILE) {
                flags.problem(NAME, "@" + name, "the file is larger than %d MB".formatted(LARGEST_FILE >> 20));
                return List.of();
            }
            List<Entry> entries = new ArrayList<>();
            int number = 0;
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                number++;
                int comment = line.indexOf('#');
                entries.addAll(ofList(
                        comment < 0 ? line : line.substring(0, comment), " (line %d of %s)".formatted(number, name)));
            }
            return entries;
        } catch (IOException | InvalidPathException e) {
            flags.problem(
                    NAME,
                    "@" + name,
                    "the file cannot be read as UTF-8 text (%s); name one with a leader a line".formatted(e));
            return List.of();
        }
    }

    private static List<Entry> ofList(String text, String place) {
        List<Entry> entries = new ArrayList<>();
        for (String item : text.split(",", -1)) {
            if (!item.isBlank()) {
                entries.add(new Entry(item.strip(), place));
            }
        }
        return entries;
    }
}
