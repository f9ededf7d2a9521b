package io.slipstream.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The dashboard's password: the one in DASHBOARD_PASSWORD, else one made once and kept in a file that only its owner
 * can read.
 *
 * @param origin where it comes from, for the user to read
 */
record DashboardPassword(String value, String origin) {

    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 20;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    static DashboardPassword of(Map<String, String> environment, Path file, RandomGenerator random) throws IOException {
        String given = environment.getOrDefault("DASHBOARD_PASSWORD", "");
        if (!given.isBlank()) {
            return new DashboardPassword(given, "from DASHBOARD_PASSWORD");
        }
        if (Files.exists(file)) {
            Files.setPosixFilePermissions(file, OWNER_ONLY);
            String kept = Files.readString(file).trim();
            if (!kept.isEmpty()) {
                return new DashboardPassword(kept, "kept in " + file);
            }
            Files.delete(file);
        }
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        StringBuilder made = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            made.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        // the mode is part of the creation: there is no moment at which others could read it
        Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(file, made + "\n");
        return new DashboardPassword(made.toString(), "kept in " + file);
    }
}
