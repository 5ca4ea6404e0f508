package dev.simple.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.protocol.ProblemDescription;
import org.junit.jupiter.api.Test;

class ProblemsTest {

    /** Behaves as exceptions of a project may, which the platform itself does not survive. */
    private static class Nasty extends RuntimeException {

        private static final long serialVersionUID = 1;

        Nasty() {
            super("nasty");
        }
    }

    private static void isDescribed(Throwable problem) {
        ProblemDescription description = Problems.describe(problem, ProblemsTest.class.getName(), false);

        assertEquals("nasty", description.message());
        assertEquals(problem.getClass().getName(), description.type());
        assertTrue(description.summary().endsWith("nasty"), description.summary());
    }

    @Test
    void describesAnExceptionWhoseCauseThrows() {
        isDescribed(new Nasty() {
            private static final long serialVersionUID = 1;

            @Override
            public synchronized Throwable getCause() {
                throw new IllegalStateException("no cause");
            }
        });
    }

    @Test
    void describesAnExceptionWhoseFramesThrow() {
        isDescribed(new Nasty() {
            private static final long serialVersionUID = 1;

            @Override
            public StackTraceElement[] getStackTrace() {
                throw new LinkageError("no frames");
            }
        });
    }

    @Test
    @SuppressWarnings("NullAway")
    void describesAnExceptionWithoutFrames() {
        isDescribed(new Nasty() {
            private static final long serialVersionUID = 1;

            @Override
            public StackTraceElement[] getStackTrace() {
                return null;
            }
        });
    }

    @Test
    void describesExceptionsThatCauseEachOther() {
        Nasty first = new Nasty();
        first.initCause(new IllegalStateException(first));

        isDescribed(first);
    }

    @Test
    void marksFailedAssertionsAsSuch() {
        assertTrue(Problems.describe(new AssertionError("x"), null, false).assertion());
        assertTrue(!Problems.describe(new LinkageError("x"), null, false).assertion());
    }
}
