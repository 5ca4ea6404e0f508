package dev.simple.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.maven.surefire.shared.utils.cli.CommandLineException;
import org.apache.maven.surefire.shared.utils.cli.CommandLineUtils;
import org.junit.jupiter.api.Test;

class ArgumentLineTest {

    /** The deliberate difference: Surefire takes such a quote for an ordinary character. */
    private static final Pattern BACKSLASH_THEN_BLANK_THEN_QUOTE = Pattern.compile("\\\\\\s+[\"']");

    @Test
    void agreesWithSurefireOnEveryShortText() throws Exception {
        List<String> alphabet = List.of("a", "\"", "'", " ", "\\", "\n", "=");
        List<String> texts = new ArrayList<>(List.of(""));
        for (int from = 0; texts.get(texts.size() - 1).length() < 6; from++) {
            for (String character : alphabet) {
                texts.add(texts.get(from) + character);
            }
        }
        for (String text : texts) {
            if (!BACKSLASH_THEN_BLANK_THEN_QUOTE.matcher(text).find()) {
                assertEquals(surefire(text), ownOrUnbalanced(text), text);
            }
        }
    }

    @Test
    void opensAQuoteAfterAnArgumentThatEndsWithABackslash() {
        assertEquals(List.of("-Da=C:\\", "-Db=c d"), own("-Da=C:\\ '-Db=c d'"));
    }

    @Test
    void splitsAtBlanksOutsideOfQuotes() {
        assertEquals(
                List.of("-Xmx1g", "-Da=b c", "-Dd=it's", "-Dwindows=C:\\x", "-De=\\\"f"),
                own(" -Xmx1g\n\t-Da=\"b c\" '-Dd=it'\"'s\"  -Dwindows=C:\\x -De=\\\"f "));
    }

    @Test
    void replacesLatePropertiesBeforeItSplits() {
        Map<String, String> properties = Map.of("argLine", "-javaagent:a.jar=$1\n-Da=@{b}", "b", "never");
        assertEquals(
                List.of("-javaagent:a.jar=$1", "-Da=@{b}", "-Xmx1g", "@options", "-De="),
                ArgumentLine.split("@{argLine} -Xmx1g @options @{missing} -De=@{missing}", properties::get));
    }

    @Test
    void refusesAQuoteThatIsNotClosed() {
        assertEquals(
                "argLine opens a quote that it does not close: -Da='b c. Close it with ', or write the character inside the other kind of quotes.",
                Refusal.of(() -> own("-Da='b c")));
    }

    private static List<String> own(String text) {
        return ArgumentLine.split(text, name -> null);
    }

    private static List<String> ownOrUnbalanced(String text) {
        try {
            return own(text);
        } catch (ConfigurationException e) {
            return List.of("unbalanced");
        }
    }

    /** Surefire turns all white space into blanks before it splits. */
    private static List<String> surefire(String text) throws Exception {
        try {
            return List.of(CommandLineUtils.translateCommandline(text.replaceAll("\\s", " ")));
        } catch (CommandLineException e) {
            return List.of("unbalanced");
        }
    }
}
