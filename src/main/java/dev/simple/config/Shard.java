package dev.simple.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of several builds that share the tests.
 *
 * @param number from 1
 * @param total how many there are
 */
public record Shard(int number, int total) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})/(\\d{1,9})");
    private static final String CI = "ci";
    private static final String INDEX = "CI_NODE_INDEX";
    private static final String TOTAL = "CI_NODE_TOTAL";

    /**
     * Reads a shard: {@code 2/5}, or {@code ci} for the one that GitLab names in the environment.
     *
     * @return null for {@code ci} where the environment names none, so that the same command runs everything there
     * @throws ConfigurationException if it is malformed
     */
    public static @Nullable Shard of(WrittenValue value, Map<String, String> environment) {
        String text = value.text().strip();
        if (!text.equals(CI)) {
            return parse(
                    value,
                    "Write its number and how many there are, such as 2/5, or ci for CI_NODE_INDEX and"
                            + " CI_NODE_TOTAL.");
        }
        String index = environment.get(INDEX);
        String total = environment.get(TOTAL);
        if (index == null && (total == null || total.equals("1"))) {
            return null;
        }
        return parse(
                new WrittenValue(INDEX + "/" + TOTAL, index + "/" + total),
                "simple.shard=ci needs both, and counts from 1 as GitLab does. Elsewhere, write simple.shard with the"
                        + " numbers.");
    }

    private static Shard parse(WrittenValue value, String form) {
        Matcher matcher = FORM.matcher(value.text().strip());
        if (matcher.matches()) {
            Shard shard = new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
            if (shard.number >= 1 && shard.number <= shard.total) {
                return shard;
            }
        }
        throw value.malformed("shard", form);
    }

    @Override
    public String toString() {
        return number + "/" + total;
    }
}
