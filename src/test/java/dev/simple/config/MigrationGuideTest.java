package dev.simple.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The guide says of each of Surefire's parameters what becomes of it. */
class MigrationGuideTest {

    private static final Pattern NAME = Pattern.compile("`([A-Za-z0-9]+)`");

    @Test
    void listsWhatIsHonoured() throws IOException {
        List<String> expected = SurefireParameters.all().stream()
                .filter(parameter -> parameter.noEffect() == null)
                .filter(parameter -> !parameter.name().equals("basedir"))
                .map(parameter -> "| `" + parameter.name() + "` | "
                        + (parameter.property() == null ? "" : "`" + parameter.property() + "`") + " |")
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .toList();

        assertEquals(expected, rows("### Honoured"));
    }

    @Test
    void saysWhyTheOthersHaveNoEffect() throws IOException {
        TreeSet<String> named = new TreeSet<>();
        for (String row : rows("### Without meaning")) {
            int end = row.indexOf(" |", 2);
            String reason = row.substring(end + 2, row.lastIndexOf(" |")).strip();
            for (Matcher name = NAME.matcher(row.substring(0, end)); name.find(); ) {
                named.add(name.group(1) + ": " + reason);
            }
        }
        TreeSet<String> expected = new TreeSet<>();
        SurefireParameters.all().stream()
                .filter(parameter -> parameter.noEffect() != null)
                .forEach(parameter -> expected.add(parameter.name() + ": " + parameter.noEffect()));

        assertEquals(expected, named);
    }

    /** The rows of the table below a heading, without its head. */
    private static List<String> rows(String heading) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("doc/guide/migrating-from-surefire.md"));
        return lines.subList(lines.indexOf(heading) + 1, lines.size()).stream()
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .toList();
    }
}
