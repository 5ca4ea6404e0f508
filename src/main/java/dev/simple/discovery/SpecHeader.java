package dev.simple.discovery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.simple.config.ConfigurationException;
import dev.simple.config.KnownNames;
import dev.simple.config.Profiles;
import dev.simple.config.UnitLimits;
import dev.simple.config.WrittenValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The limits that a spec file has for itself: comment lines at its beginning, such as {@code # @Profile slow} or
 * {@code # @Timeout 600}.
 */
public final class SpecHeader {

    private static final String PROFILE = "Profile";
    private static final String TIMEOUT = "Timeout";
    private static final String MEMORY = "Memory";
    private static final String CPUS = "Cpus";
    private static final KnownNames NAMES = new KnownNames("header", List.of(PROFILE, TIMEOUT, MEMORY, CPUS));

    /** The comments of most languages; what comes after the first line that is neither blank nor one is no header. */
    private static final Pattern COMMENT = Pattern.compile("\\s*(?:#|//|--|;|%|/?\\*|$)\\s*(.*)");

    private static final Pattern ENTRY = Pattern.compile("@(\\w+)\\s+(\\S+)\\s*");
    private static final int LONGEST = 8192;

    private final Path file;
    private final Map<String, String> entries = new LinkedHashMap<>();

    private SpecHeader(Path file) {
        this.file = file;
    }

    /**
     * Reads the limits of a file.
     *
     * @throws ConfigurationException if a header is malformed, misspelt, or names a profile that does not exist
     * @throws IOException if the file cannot be read
     */
    public static UnitLimits read(Path file, Profiles profiles) throws IOException {
        SpecHeader header = new SpecHeader(file);
        try (InputStream in = Files.newInputStream(file)) {
            // Any encoding that has ASCII in it; the headers are.
            header.parse(new String(in.readNBytes(LONGEST), ISO_8859_1));
        }
        return header.limits(profiles);
    }

    private void parse(String beginning) {
        for (String line : beginning.split("\\R", -1)) {
            Matcher comment = COMMENT.matcher(line);
            if (!comment.matches()) {
                return;
            }
            Matcher entry = ENTRY.matcher(comment.group(1));
            if (entry.matches() && NAMES.isNear(entry.group(1))) {
                add(entry.group(1), entry.group(2));
            }
        }
    }

    private void add(String name, String value) {
        try {
            NAMES.require(List.of(name));
        } catch (ConfigurationException e) {
            throw new ConfigurationException(file + ": " + e.getMessage(), e);
        }
        if (entries.put(name, value) != null) {
            throw new ConfigurationException(file + " has the header @" + name + " twice. Leave one of them out.");
        }
    }

    private UnitLimits limits(Profiles profiles) {
        String profile = entries.get(PROFILE);
        UnitLimits chosen = profile == null ? profiles.ofOthers() : profiles.require(profile, "@Profile in " + file);
        WrittenValue timeout = written(TIMEOUT);
        WrittenValue memory = written(MEMORY);
        WrittenValue cpus = written(CPUS);
        boolean adjusted = timeout != null || memory != null || cpus != null;
        return new UnitLimits(
                        null,
                        timeout == null ? null : timeout(timeout),
                        memory == null ? 0 : positive(memory),
                        cpus == null ? 0 : cpus.decimal(),
                        adjusted)
                .over(chosen);
    }

    private @Nullable WrittenValue written(String name) {
        String value = entries.get(name);
        return value == null ? null : new WrittenValue("@" + name + " in " + file, value);
    }

    /** Seconds, if there is no unit. */
    private static Duration timeout(WrittenValue value) {
        Duration timeout = value.text().matches("\\d+") ? value.seconds() : value.duration();
        if (timeout.isZero()) {
            throw new ConfigurationException(value.setting() + " is 0, which would end it at once.");
        }
        return timeout;
    }

    private static long positive(WrittenValue value) {
        if (value.size() == 0) {
            throw new ConfigurationException(value.setting() + " is 0, with which nothing runs.");
        }
        return value.size();
    }
}
