package io.slipstream.worker.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A flag that the container does not get is a setting that silently does nothing. */
class DeployedFlagsTest {

    private static final Pattern FLAG = Pattern.compile("^\\| `([A-Z_]+)`", Pattern.MULTILINE);
    /** In a container the worker listens on all of its addresses, and the database is the one beside it. */
    private static final Set<String> GIVEN = Set.of("SERVER_ADDRESS", "SPRING_DATASOURCE_URL");

    @Test
    void reachTheWorkersContainer() throws Exception {
        String compose = Files.readString(Path.of("..", "docker-compose.yml"));
        List<String> flags = FLAG.matcher(Files.readString(Path.of("..", "README.md")))
                .results()
                .map((MatchResult flag) -> flag.group(1))
                .filter(flag -> !GIVEN.contains(flag))
                .toList();
        assertThat(flags).hasSizeGreaterThan(50);
        assertThat(flags).allSatisfy(flag -> assertThat(compose).contains(flag + ": ${" + flag + ":-"));
    }
}
