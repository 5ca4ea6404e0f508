package dev.simple.spawn;

import dev.simple.process.Cgroup;
import dev.simple.process.ProcessEntry;
import dev.simple.process.ProcessIdentity;
import dev.simple.process.ProcessTable;
import dev.simple.supervisor.SupervisorMain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes over when the supervisor is killed: what that had started is in its control group, or becomes children of this JVM,
 * as far as it adopts orphans, and is ended.
 */
final class Successor {

    private static final Duration GRACE = Duration.ofMillis(500);

    private final String cookie;
    private final @Nullable Path cgroup;
    private final long self = ProcessTable.ownId();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Set<ProcessIdentity> ownChildren = Set.of();
    private boolean adopting;
    private boolean closed;

    /**
     * Does nothing yet.
     *
     * @param cgroup where the supervisor makes a control group if it can, null if that is not known
     */
    Successor(String cookie, @Nullable Path cgroup) {
        this.cookie = cookie;
        this.cgroup = cgroup;
    }

    /** There is no control group: from now on, orphans of this JVM's descendants become its children. */
    synchronized void adopt() {
        if (!closed && !adopting) {
            ownChildren = children();
            adopting = true;
            Adoption.begin();
        }
    }

    private synchronized boolean isAdopting() {
        return adopting;
    }

    /** The supervisor has gone, and may have left its control group. */
    synchronized void close() {
        closed = true;
        if (cgroup != null) {
            Cgroup.remove(cgroup);
        }
        if (adopting) {
            adopting = false;
            Adoption.end();
        }
    }

    /**
     * Once the supervisor is dead, its orphans are children of this JVM too, and would be taken for its own. Does nothing
     * while another thread looks: on a machine where that takes long, more of them would make it take longer still.
     */
    void lookAtOwnChildren(SupervisorProcess supervisor) {
        if (isAdopting() && looking.compareAndSet(false, true)) {
            try {
                Set<ProcessIdentity> seen = children();
                if (supervisor.isAlive()) {
                    ownChildren = seen;
                }
            } finally {
                looking.set(false);
            }
        }
    }

    private Set<ProcessIdentity> children() {
        // A table of its own: several threads come here.
        return new ProcessTable()
                .all().values().stream()
                        .filter(entry -> entry.parent() == self)
                        .map(ProcessEntry::identity)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Ends everything; for one thread.
     *
     * @param known processes that the supervisor has told of
     * @param survivors is told what cannot be ended
     */
    CleanUp end(Collection<ProcessIdentity> known, Consumer<ProcessIdentity> survivors) {
        return remains(known).end(GRACE, survivors);
    }

    private Remains remains(Collection<ProcessIdentity> known) {
        ProcessTable table = new ProcessTable();
        ProcessEntry own = table.entry(self);
        long session = own == null ? 0 : own.session();
        Set<ProcessIdentity> before = ownChildren;
        // An environment can be emptied. New children in other sessions are taken for orphans.
        boolean adopted = isAdopting();
        return new Remains(
                cookie,
                known,
                cgroup,
                entry -> adopted
                        && entry.parent() == self
                        && entry.session() != session
                        && entry.session() != 0
                        && !before.contains(entry.identity())
                        && !table.commandLine(entry.pid()).contains(SupervisorMain.class.getName()));
    }
}
