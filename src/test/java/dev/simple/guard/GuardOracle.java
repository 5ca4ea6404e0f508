package dev.simple.guard;

import dev.simple.config.RunConfiguration.Protection;
import dev.simple.model.PressureLevel;
import dev.simple.model.ResourceSample;
import java.util.ArrayList;
import java.util.List;

/** What the guard has to say, by the letter of its rules: remembers every look and counts anew each time. */
final class GuardOracle {

    private record Look(double seconds, boolean over) {}

    /** The history of one limit, of which what is before {@code from} is forgotten. */
    private static final class History {
        private final double window;
        private final List<Look> looks = new ArrayList<>();
        private PressureLevel level = PressureLevel.NONE;
        private int from;
        private int gap;

        History(double window) {
            this.window = window;
        }

        void forget() {
            from = looks.size();
            gap = looks.size();
        }

        void look(double seconds, boolean over) {
            looks.add(new Look(seconds, over));
            List<Look> seen = lastWindow();
            long overs = seen.stream().filter(Look::over).count();
            boolean sustained = !seen.isEmpty() && overs * 10 >= seen.size() * 8L;
            boolean exceeded = sustained && seen.get(0).over() && over;
            boolean calm = !seen.isEmpty() && overs == 0;
            switch (level) {
                case NONE, EASING -> {
                    if (exceeded) {
                        become(PressureLevel.HOLDING);
                    } else if (calm) {
                        level = PressureLevel.NONE;
                    }
                }
                case HOLDING -> {
                    if (exceeded) {
                        level = PressureLevel.SHUTDOWN;
                    } else if (!over && (threeWithin() || (!seen.isEmpty() && !sustained))) {
                        become(PressureLevel.EASING);
                    }
                }
                case SHUTDOWN -> {}
            }
        }

        private void become(PressureLevel next) {
            level = next;
            from = looks.size() - 1;
        }

        /** Empty if it is not over yet. A second more or less between looks may be half of one off. */
        private List<Look> lastWindow() {
            double now = looks.get(looks.size() - 1).seconds();
            for (int i = looks.size() - 1; i >= from; i--) {
                if (now - looks.get(i).seconds() >= window - 0.5) {
                    return looks.subList(i, looks.size());
                }
            }
            return List.of();
        }

        private boolean threeWithin() {
            int size = looks.size();
            return size - gap >= 3 && looks.subList(size - 3, size).stream().noneMatch(Look::over);
        }
    }

    private final Protection limits;
    private final History memory;
    private final History disk;
    private final History cpu;
    private final List<Double> times = new ArrayList<>();
    private final List<Boolean> floor = new ArrayList<>();
    private boolean ended;

    GuardOracle(Protection limits) {
        this.limits = limits;
        memory = new History(limits.memWindow().toMillis() / 1e3);
        disk = new History(limits.memWindow().toMillis() / 1e3);
        cpu = new History(limits.cpuWindow().toMillis() / 1e3);
    }

    PressureLevel look(ResourceSample sample, long nanos) {
        double seconds = nanos / 1e9;
        boolean unseen = times.isEmpty() || seconds - times.get(times.size() - 1) > 3;
        times.add(seconds);
        if (unseen) {
            List.of(memory, disk, cpu).forEach(History::forget);
        }
        memory.look(seconds, sample.memoryPercent() > limits.memLimit());
        disk.look(seconds, sample.diskFree() < limits.diskLimit());
        if (!unseen) {
            cpu.look(seconds, sample.cpuPercent() > limits.cpuLimit());
        }
        double left = sample.memoryTotal() * (100 - limits.memLimit()) / 100.0;
        floor.add(sample.memoryAvailable() < Math.min(256L << 20, left / 4));
        int looks = floor.size();
        ended |= looks >= 2 && floor.get(looks - 1) && floor.get(looks - 2);
        return ended ? PressureLevel.SHUTDOWN : worst();
    }

    private PressureLevel worst() {
        PressureLevel worst = memory.level;
        for (History history : List.of(disk, cpu)) {
            worst = history.level.compareTo(worst) > 0 ? history.level : worst;
        }
        ended = worst == PressureLevel.SHUTDOWN;
        return worst;
    }
}
