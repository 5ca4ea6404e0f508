package dev.simple.report;

import dev.simple.model.ClassResult;
import dev.simple.model.RunEvent.ClassFinished;
import dev.simple.model.TestResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells the executions of a class's latest run from those before: events carry all of them. It remembers only classes
 * that will run again.
 */
final class ClassRuns {

    private final Map<String, Map<String, Integer>> executionsBefore = new HashMap<>();

    ClassRun latest(ClassFinished event) {
        ClassResult result = event.result();
        Map<String, Integer> before = executionsBefore.getOrDefault(result.className(), Map.of());
        Map<String, Integer> now = new HashMap<>();
        List<ClassRun.Executed> executed = new ArrayList<>();
        for (TestResult test : result.tests()) {
            String key = test.test().uniqueId();
            int seen = Math.min(before.getOrDefault(key, 0), test.executions().size());
            test.executions().stream()
                    .skip(seen)
                    .forEach(execution -> executed.add(new ClassRun.Executed(test.test(), execution)));
            now.put(key, test.executions().size());
        }
        if (event.last()) {
            executionsBefore.remove(result.className());
        } else {
            executionsBefore.put(result.className(), now);
        }
        return new ClassRun(result.className(), result.duration(), result.interruption(), executed);
    }
}
