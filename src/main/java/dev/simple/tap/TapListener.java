package dev.simple.tap;

/** Is told what a stream has, in the order in which it was written. */
public interface TapListener {

    /** Some of the bytes; all of them come by, whether they are TAP or not. */
    void output(byte[] bytes);

    /** A test is over. What was written since the one before belongs to it. */
    void started(TapTest test);

    /**
     * A test's result is final. It follows at once, unless the test failed in a subtest: whether that counts is known
     * with the result of the whole subtest.
     */
    void finished(TapTest test);
}
