package dev.simple.model;

/**
 * One test as the JUnit Platform knows it.
 *
 * @param className the top-level class that it is reported under; nested classes count as their outermost class
 * @param sourceClassName the class that has the test; differs from className for a test in a nested class
 * @param uniqueId the platform's unique id, the key for reruns
 * @param name the name in reports, as Surefire writes it: the method, with parameter types and index where there are
 *     several invocations
 * @param displayName the name for people
 */
public record TestCase(String className, String sourceClassName, String uniqueId, String name, String displayName) {}
