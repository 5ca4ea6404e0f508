package dev.simple.matrix;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Makes trials beside each other: while one is watched for processes that come back, the next begins. */
final class Laboratory implements AutoCloseable {

    final MatrixReport report = new MatrixReport();

    /** More at once would make all of them slow. */
    private final Semaphore busy = new Semaphore(2);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<Boolean, Account> accounts = new LinkedHashMap<>();

    @FunctionalInterface
    private interface KindSource {
        RunnerKind get() throws IOException, InterruptedException;
    }

    /** To be called before many trials. */
    synchronized void prepare() throws IOException, InterruptedException {
        accounts.put(false, Account.archived("processes", Map.of()));
    }

    CompletableFuture<Outcome> begin(Trial trial) {
        return begin(trial, () -> account(trial.ordinaryUser()));
    }

    CompletableFuture<Outcome> begin(Trial trial, RunnerKind kind) {
        return begin(trial, () -> kind);
    }

    private CompletableFuture<Outcome> begin(Trial trial, KindSource kind) {
        return CompletableFuture.supplyAsync(() -> make(trial, kind), threads);
    }

    private Outcome make(Trial trial, KindSource kind) {
        busy.acquireUninterruptibly();
        boolean[] released = {false};
        Runnable release = () -> {
            if (!released[0]) {
                released[0] = true;
                busy.release();
            }
        };
        try (DiskSqueeze squeeze = trial.fault() == Fault.LIMIT ? DiskSqueeze.begin() : null;
                RunInTrial run = new RunInTrial(trial, kind.get(), squeeze)) {
            run.awaitMoment();
            long strike = System.nanoTime();
            run.strike();
            Outcome outcome = run.observe(strike, release);
            report.add(outcome);
            return outcome;
        } catch (IOException | InterruptedException e) {
            throw new CompletionException(trial.title(), e);
        } finally {
            release.run();
        }
    }

    private synchronized Account account(boolean ordinary) throws IOException, InterruptedException {
        Account account = accounts.get(ordinary);
        if (account == null) {
            account = ordinary ? Account.ordinary() : Account.own();
            accounts.put(ordinary, account);
        }
        return account;
    }

    @Override
    public void close() throws IOException {
        threads.shutdown();
        for (Account account : List.copyOf(accounts.values())) {
            account.close();
        }
    }
}
