package dev.simple.spawn;

import dev.simple.protocol.MemoryUse;
import dev.simple.protocol.SupervisorRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What is waited for that the supervisor tells. One thread brings its answers, and at last ends all waiting; others ask
 * and wait. Who waits is told by yet other threads, so that he may ask for more.
 */
final class Answers {

    private static final int SIGKILL = 9;

    private final Executor deliveries;
    private final CompletableFuture<Containment> containment = new CompletableFuture<>();
    private final CompletableFuture<String> lost = new CompletableFuture<>();
    private final Map<Integer, CompletableFuture<Spawn>> starts = new ConcurrentHashMap<>();
    private final Map<Integer, CompletableFuture<ExitStatus>> exits = new ConcurrentHashMap<>();
    private final Map<Integer, CompletableFuture<CleanUp>> cleanUps = new ConcurrentHashMap<>();
    private @Nullable CompletableFuture<List<MemoryUse>> memory;
    private volatile boolean everythingIsGone;
    private volatile @Nullable IOException over;

    Answers(Executor deliveries) {
        this.deliveries = deliveries;
    }

    CompletableFuture<Containment> containment() {
        return containment;
    }

    /** Whether the supervisor has ever been ready. */
    boolean isReady() {
        return containment.isDone() && !containment.isCompletedExceptionally();
    }

    /** Completes when the supervisor is lost, and before anybody learns of anything that comes of it. */
    CompletableFuture<String> lost() {
        return lost;
    }

    /** Why it is lost. The pipe to it breaks a moment before that is known. */
    String reasonOfLoss(Duration bound) {
        try {
            return lost.get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Nobody knows more.
        }
        return "The supervisor is gone.";
    }

    CompletableFuture<Spawn> start(int number) {
        CompletableFuture<Spawn> start = starts.computeIfAbsent(number, key -> new CompletableFuture<>());
        IOException end = over;
        if (end != null) {
            start.completeExceptionally(end);
        }
        return start;
    }

    /** The end of a spawn that has started. */
    CompletableFuture<ExitStatus> exit(int number) {
        return exits.computeIfAbsent(number, key -> new CompletableFuture<>());
    }

    void started(Spawn spawn) {
        CompletableFuture<Spawn> start = starts.remove(spawn.number());
        if (start != null) {
            start.complete(spawn);
        }
    }

    void notStarted(int number, IOException reason) {
        CompletableFuture<Spawn> start = starts.remove(number);
        if (start != null) {
            start.completeExceptionally(reason);
        }
    }

    void exited(int number, ExitStatus status) {
        CompletableFuture<ExitStatus> exit = exits.remove(number);
        if (exit != null) {
            exit.completeAsync(() -> status, deliveries);
        }
    }

    CompletableFuture<CleanUp> cleanUp(int number) {
        CompletableFuture<CleanUp> cleanUp = cleanUps.computeIfAbsent(number, key -> new CompletableFuture<>());
        if (over != null) {
            cleanUp.complete(CleanUp.NOTHING);
        }
        return cleanUp;
    }

    void cleanedUp(int number, CleanUp cleanUp) {
        boolean everything = number == SupervisorRequest.EVERYTHING;
        everythingIsGone |= everything;
        CompletableFuture<CleanUp> waiting = everything ? cleanUps.get(number) : cleanUps.remove(number);
        if (waiting != null) {
            waiting.completeAsync(() -> cleanUp, deliveries);
        }
    }

    /** Whether the supervisor has answered that nothing is left, and will start nothing more. */
    boolean isEverythingGone() {
        return everythingIsGone;
    }

    /**
     * Who asks before the answer is there gets the same.
     *
     * @param question asks, if nobody has
     */
    CompletableFuture<List<MemoryUse>> memory(Runnable question) {
        CompletableFuture<List<MemoryUse>> asked;
        synchronized (this) {
            if (over != null) {
                return CompletableFuture.completedFuture(List.of());
            }
            if (memory != null) {
                return memory.copy();
            }
            asked = new CompletableFuture<>();
            memory = asked;
        }
        question.run();
        return asked.copy();
    }

    void measured(List<MemoryUse> uses) {
        CompletableFuture<List<MemoryUse>> asked;
        synchronized (this) {
            asked = memory;
            memory = null;
        }
        if (asked != null) {
            asked.completeAsync(() -> uses, deliveries);
        }
    }

    /** The supervisor has gone because it was told to, when everything else had been ended. */
    void end() {
        end(new IOException("everything is being ended"));
    }

    /**
     * The supervisor was lost, and this JVM has ended everything.
     *
     * @param cleanUp what was ended
     */
    void lose(String reason, CleanUp cleanUp) {
        // First of all: the ends of the spawns would be taken for their own, and the end of everything for a good one.
        lost.complete(reason);
        cleanUps.computeIfAbsent(SupervisorRequest.EVERYTHING, number -> new CompletableFuture<>())
                .complete(cleanUp);
        end(new IOException(reason));
    }

    /** Nobody may wait for an answer any more. */
    private void end(IOException problem) {
        over = problem;
        containment.completeExceptionally(problem);
        starts.values().forEach(start -> start.completeExceptionally(problem));
        exits.values().forEach(exit -> exit.complete(new ExitStatus(0, SIGKILL, false)));
        cleanUps.values().forEach(waiting -> waiting.complete(CleanUp.NOTHING));
        measured(List.of());
    }
}
