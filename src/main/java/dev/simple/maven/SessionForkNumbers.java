package dev.simple.maven;

import dev.simple.run.ForkNumbers;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.maven.execution.MavenSession;
import org.eclipse.aether.SessionData;

/**
 * Keeps the fork numbers that are taken in Maven's session, so that modules built in parallel share them. They are kept as
 * types of the JDK: a module that gives the plugin other dependencies has classes of its own.
 */
final class SessionForkNumbers {

    private static final String KEY = "dev.simple.forkNumbers";

    private SessionForkNumbers() {}

    /** The build's numbers, with room for this many workers or one for each of Maven's threads. */
    static ForkNumbers of(MavenSession session, int forkCount) {
        int highest = Math.max(forkCount, session.getRequest().getDegreeOfConcurrency());
        return new ForkNumbers(taken(session.getRepositorySession().getData()), highest);
    }

    @SuppressWarnings("unchecked")
    private static Set<Integer> taken(SessionData data) {
        Object taken = data.get(KEY);
        while (taken == null) {
            Set<Integer> created = ConcurrentHashMap.newKeySet();
            taken = data.set(KEY, null, created) ? created : data.get(KEY);
        }
        return (Set<Integer>) taken;
    }
}
