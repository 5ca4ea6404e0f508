package dev.simple.run;

import dev.simple.model.Problem;
import dev.simple.model.TestCase;
import dev.simple.model.UnitName;

/**
 * Why tests did not end by themselves, in words for the report of each of them.
 *
 * @param type stands in for the exception's class name
 * @param sentence what happened, in one sentence
 * @param details further lines: a thread dump, the end of the output
 */
record InterruptionCause(String type, String sentence, String details) {

    Problem problemOf(TestCase test) {
        String simpleName = UnitName.simple(test.className());
        boolean wholeClass = test.uniqueId().equals(test.className());
        return new Problem(
                type,
                sentence,
                sentence + "\n" + details,
                simpleName + (wholeClass ? "" : "." + test.name()) + " \u00bb " + sentence);
    }
}
