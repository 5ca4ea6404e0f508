package dev.simple.supervisor;

import dev.simple.process.ProcessEntry;
import dev.simple.process.ProcessIdentity;
import dev.simple.process.ProcessTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which process descends from which spawn. A process that has lost its parent is told by the variable that every spawn
 * has in its environment, or by its session; one that has neither belongs to one of the spawns that were running then.
 */
final class Descendants {

    private final ProcessTable table;
    private final String cookie;
    private final boolean adopting;
    private final long self = ProcessTable.ownId();
    private final Map<Integer, ProcessIdentity> spawns = new TreeMap<>();
    private final Map<ProcessIdentity, List<Integer>> orphans = new HashMap<>();
    private Map<Long, ProcessEntry> all = Map.of();

    /**
     * Knows none yet.
     *
     * @param cookie the name of the environment variable
     * @param adopting whether orphans become children of this process
     */
    Descendants(ProcessTable table, String cookie, boolean adopting) {
        this.table = table;
        this.cookie = cookie;
        this.adopting = adopting;
    }

    /** A spawn has been started. */
    void add(int number, ProcessIdentity spawn) {
        spawns.put(number, spawn);
    }

    /** Nothing is left of a spawn. */
    void forget(int number) {
        spawns.remove(number);
    }

    /** Looks at what runs if it could not be known later: nobody adopts orphans, and a look now is the only trace. */
    void remember() {
        if (!adopting) {
            refresh();
        }
    }

    /** Looks at what runs now. */
    void refresh() {
        all = table.all();
        orphans.keySet().removeIf(orphan -> !isThere(orphan));
        for (ProcessEntry process : all.values()) {
            if (process.isAlive() && !isSpawn(process) && !orphans.containsKey(process.identity())) {
                if (adopting && process.parent() == self) {
                    orphans.put(process.identity(), owners(process));
                } else if (!adopting && !isBelowSelf(process)) {
                    Integer number = ProcessTable.number(process.pid(), cookie);
                    if (number != null) {
                        orphans.put(process.identity(), List.of(number));
                    }
                }
            }
        }
        if (!adopting) {
            // Once it is an orphan, nothing but this memory may tell where it came from.
            spawns.forEach((number, spawn) -> {
                if (isThere(spawn)) {
                    tree(List.of(spawn)).stream()
                            .filter(process -> !process.identity().equals(spawn))
                            .forEach(process -> orphans.putIfAbsent(process.identity(), List.of(number)));
                }
            });
        }
    }

    private boolean isBelowSelf(ProcessEntry process) {
        return spawns.values().stream().anyMatch(spawn -> spawn.pid() == process.parent());
    }

    private boolean isSpawn(ProcessEntry process) {
        return spawns.containsValue(process.identity());
    }

    private boolean isThere(@Nullable ProcessIdentity identity) {
        if (identity == null) {
            return false;
        }
        ProcessEntry entry = all.get(identity.pid());
        return entry != null && entry.identity().equals(identity);
    }

    private List<Integer> owners(ProcessEntry orphan) {
        Integer number = ProcessTable.number(orphan.pid(), cookie);
        if (number != null && spawns.containsKey(number)) {
            return List.of(number);
        }
        List<Integer> candidates = new ArrayList<>();
        for (Map.Entry<Integer, ProcessIdentity> spawn : spawns.entrySet()) {
            if (spawn.getValue().pid() == orphan.session()) {
                return List.of(spawn.getKey());
            }
            if (spawn.getValue().start() <= orphan.identity().start()) {
                candidates.add(spawn.getKey());
            }
        }
        return candidates;
    }

    /**
     * What there is of a spawn: its process and all below it, and orphans that no other spawn that still runs can have
     * left.
     */
    Collection<ProcessEntry> of(int number) {
        List<ProcessIdentity> roots = new ArrayList<>();
        ProcessIdentity spawn = spawns.get(number);
        if (spawn != null) {
            roots.add(spawn);
        }
        orphans.forEach((orphan, owners) -> {
            if (owners.contains(number)
                    && owners.stream().noneMatch(owner -> owner != number && isThere(spawns.get(owner)))) {
                roots.add(orphan);
            }
        });
        return tree(roots);
    }

    /** All there is. */
    Collection<ProcessEntry> all() {
        if (adopting) {
            Set<Long> below = ProcessTable.trees(all, List.of(self));
            below.remove(self);
            return entries(below);
        }
        List<ProcessIdentity> roots = new ArrayList<>(spawns.values());
        roots.addAll(orphans.keySet());
        return tree(roots);
    }

    /** The numbers of the spawns that a process may descend from. */
    List<Integer> spawnsOf(ProcessEntry process) {
        Set<Long> seen = new HashSet<>();
        for (ProcessEntry ancestor = process;
                ancestor != null && seen.add(ancestor.pid());
                ancestor = all.get(ancestor.parent())) {
            ProcessIdentity identity = ancestor.identity();
            List<Integer> owners = orphans.get(identity);
            if (owners != null) {
                return owners;
            }
            for (Map.Entry<Integer, ProcessIdentity> spawn : spawns.entrySet()) {
                if (spawn.getValue().equals(identity)) {
                    return List.of(spawn.getKey());
                }
            }
        }
        return List.of();
    }

    private Collection<ProcessEntry> tree(List<ProcessIdentity> roots) {
        return entries(ProcessTable.trees(
                all,
                roots.stream().filter(this::isThere).map(ProcessIdentity::pid).toList()));
    }

    private Collection<ProcessEntry> entries(Set<Long> pids) {
        List<ProcessEntry> entries = new ArrayList<>();
        for (long pid : pids) {
            ProcessEntry entry = all.get(pid);
            if (entry != null) {
                entries.add(entry);
            }
        }
        return entries;
    }
}
