package dev.simple.model;

/**
 * One test as the JUnit Platform knows it, or of a spec file, which takes the place of the class.
 *
 * @param className the top-level class that it is reported under; nested classes count as their outermost class
 * @param sourceClassName the class that has the test; differs from className for a test in a nested class
 * @param uniqueId the platform's unique id, the key for reruns
 * @param name the name in reports, as Surefire writes it: the method, with parameter types and index where there are
 *     several invocations
 * @param displayName the name for people
 */
public record TestCase(String className, String sourceClassName, String uniqueId, String name, String displayName) {

    /** The name for lists of tests: that of the class and that of the test, or one of them where they are the same. */
    public String title() {
        return name.equals(className) ? className : className + "." + name;
    }
}
