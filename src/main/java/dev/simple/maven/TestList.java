package dev.simple.maven;

import dev.simple.config.UnitLimits;
import dev.simple.report.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.maven.plugin.logging.Log;

/**
 * What would run, in its order.
 *
 * @param durations what each took the last time, as far as it is known
 * @param limits of those that have some of their own
 */
record TestList(List<String> units, Map<String, Duration> durations, Map<String, UnitLimits> limits) {

    /** One line for each: its name, about how long it takes, and its profile. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (String unit : units) {
            Duration duration = durations.get(unit);
            String profile = limits.getOrDefault(unit, UnitLimits.NONE).profile();
            String remarks = Stream.of(
                            duration == null ? "" : "about " + Times.rough(duration),
                            profile == null ? "" : "profile " + profile)
                    .filter(remark -> !remark.isEmpty())
                    .reduce((first, second) -> first + ", " + second)
                    .orElse("");
            lines.add(remarks.isEmpty() ? unit : unit + "  (" + remarks + ")");
        }
        return lines;
    }

    private String summary() {
        List<Duration> known = units.stream()
                .map(durations::get)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        return units.size()
                + (units.size() == 1 ? " test class or spec file" : " test classes and spec files")
                + (known.isEmpty()
                        ? ", and it is not known how long they take."
                        : ", about " + Times.rough(known.stream().reduce(Duration.ZERO, Duration::plus)) + " in all"
                                + (known.size() < units.size()
                                        ? ", without " + (units.size() - known.size()) + " that are new."
                                        : "."));
    }

    void print(Log log) {
        lines().forEach(log::info);
        log.info(summary());
    }

    /** Writes the names alone, one a line. */
    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, units);
    }
}
