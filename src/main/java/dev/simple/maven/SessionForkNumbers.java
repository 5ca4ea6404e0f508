package dev.simple.maven;

import dev.simple.run.ForkNumbers;
import org.apache.maven.execution.MavenSession;
import org.eclipse.aether.SessionData;

/** Keeps the one set of fork numbers of a build in Maven's session, so that modules built in parallel share it. */
final class SessionForkNumbers {

    private SessionForkNumbers() {}

    /** The build's numbers, with room for this many workers or one for each of Maven's threads. */
    static ForkNumbers of(MavenSession session, int forkCount) {
        SessionData data = session.getRepositorySession().getData();
        Object numbers = data.get(ForkNumbers.class);
        while (numbers == null) {
            ForkNumbers created = new ForkNumbers();
            numbers = data.set(ForkNumbers.class, null, created) ? created : data.get(ForkNumbers.class);
        }
        ForkNumbers shared = (ForkNumbers) numbers;
        shared.allow(Math.max(forkCount, session.getRequest().getDegreeOfConcurrency()));
        return shared;
    }
}
