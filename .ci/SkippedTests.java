import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Fails a build that skipped a test which the list does not let it skip. Runs from its source after the tests of a module,
 * on the JVM that Maven runs on: {@code java SkippedTests.java LIST ROOT TARGET}. Standard output says what was skipped.
 */
final class SkippedTests {

    private static final List<String> REPORTS = List.of("surefire-reports", "failsafe-reports");
    private static final int COMMAND_SECONDS = 30;

    /** Tests of these classes may be skipped, at most so many, where the command fails. */
    private record Allowance(String classes, int most, String command) {

        boolean covers(String name) {
            return name.matches(classes.replace(".", "\\.").replace("*", ".*"));
        }
    }

    private SkippedTests() {}

    /** Exit code 1 where a skip is not allowed, 2 where the list cannot be read. */
    public static void main(String[] arguments) throws Exception {
        List<Allowance> list = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            if (!line.isBlank() && !line.startsWith("#") && !Character.isWhitespace(line.charAt(0))) {
                String[] words = line.split(" +", 3);
                if (words.length < 3 || !words[1].matches("[1-9][0-9]*")) {
                    System.out.println("skipped tests: not 'class number command' in the list: " + line);
                    System.exit(2);
                }
                list.add(new Allowance(words[0], Integer.parseInt(words[1]), words[2]));
            }
        }
        Map<String, List<String>> skipped = skipped(Path.of(arguments[2]));
        List<String> faults = new ArrayList<>();
        for (Allowance allowance : list) {
            judge(allowance, skipped, Path.of(arguments[1]), faults);
        }
        skipped.forEach((name, tests) -> faults.add(name + ": the list has no line for it: " + tests));
        faults.forEach(fault -> System.out.println("skipped tests: " + fault));
        if (!faults.isEmpty()) {
            System.out.println("skipped tests: make them run, or give them a line in " + arguments[0]);
            System.exit(1);
        }
    }

    /** Takes what the allowance covers out of what was skipped. */
    private static void judge(
            Allowance allowance, Map<String, List<String>> skipped, Path root, List<String> faults) throws Exception {
        List<String> covered = new ArrayList<>();
        skipped.entrySet().removeIf(entry -> allowance.covers(entry.getKey()) && covered.addAll(entry.getValue()));
        if (covered.isEmpty()) {
            return;
        }
        if (covered.size() > allowance.most()) {
            faults.add(allowance.classes() + ": " + covered.size() + " where the list allows " + allowance.most());
        }
        if (succeeds(allowance.command(), root)) {
            faults.add(allowance.classes() + ": this succeeds here, so they must run: " + allowance.command() + " " + covered);
        } else {
            System.out.println("skipped tests: " + allowance.classes() + ": " + covered.size() + ", as the list allows");
        }
    }

    private static boolean succeeds(String command, Path root) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", command)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!shell.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
            shell.destroyForcibly();
            return false;
        }
        return shell.exitValue() == 0;
    }

    /** Skipped tests with what they said, by class. */
    private static Map<String, List<String>> skipped(Path target) throws Exception {
        Map<String, List<String>> skipped = new TreeMap<>();
        for (Path report : reports(target)) {
            Element suite = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile())
                    .getDocumentElement();
            NodeList skips = suite.getElementsByTagName("skipped");
            for (int i = 0; i < skips.getLength(); i++) {
                Element skip = (Element) skips.item(i);
                Element test = (Element) skip.getParentNode();
                skipped.computeIfAbsent(suite.getAttribute("name"), name -> new ArrayList<>())
                        .add(test.getAttribute("name") + ": " + skip.getAttribute("message").strip());
            }
        }
        return skipped;
    }

    private static List<Path> reports(Path target) {
        return REPORTS.stream()
                .map(target::resolve)
                .filter(Files::isDirectory)
                .flatMap(SkippedTests::files)
                .filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                .sorted()
                .toList();
    }

    private static Stream<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
