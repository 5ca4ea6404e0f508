package dev.simple.worker;

import dev.simple.protocol.OutputLengths;
import dev.simple.protocol.RunnerMessage;
import dev.simple.protocol.RunnerMessage.Admit;
import dev.simple.protocol.RunnerMessage.DumpThreads;
import dev.simple.protocol.RunnerMessage.Exit;
import dev.simple.protocol.RunnerMessage.MeasureOutput;
import dev.simple.protocol.RunnerMessage.RunClasses;
import dev.simple.protocol.RunnerMessage.RunTests;
import dev.simple.protocol.RunnerMessage.Setup;
import dev.simple.protocol.WorkerMessage.BatchFinished;
import dev.simple.protocol.WorkerMessage.Fatal;
import dev.simple.protocol.WorkerMessage.OutputMeasured;
import dev.simple.protocol.WorkerMessage.Ready;
import dev.simple.protocol.WorkerMessage.Rejected;
import dev.simple.protocol.WorkerMessage.ThreadDump;
import java.io.IOException;
import java.util.ServiceConfigurationError;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Does what the runner says, one request after another on the main thread, until the runner says exit or is gone. */
final class Worker {

    private static final int RUNNER_IS_GONE = 1;
    private static final int BROKEN = 3;

    private final RunnerChannel channel;
    private final BlockingQueue<RunnerMessage> requests = new LinkedBlockingQueue<>();
    private final RunningTests running = new RunningTests();
    private final ClassGate gate = new ClassGate();
    private volatile @Nullable NativeStreams streams;
    private @Nullable TestPlatform platform;

    /** Kept, because java.util.logging holds loggers weakly and forgets their level. Made when it is first used. */
    private static final class JUnitLogger {
        static final Logger LOGGER = Logger.getLogger("org.junit");
    }

    Worker(RunnerChannel channel) {
        this.channel = channel;
    }

    void run() {
        ExitReport exitReport = ExitReport.install(channel, running);
        CapturedStreams.install(channel, running);
        Thread receiver = new Thread(this::receive, "simple-worker-channel");
        receiver.setDaemon(true);
        receiver.start();
        channel.send(new Ready());
        try {
            while (serve(next())) {}
            exitReport.expectExit();
            System.exit(0);
        } catch (Throwable e) {
            exitReport.expectExit();
            try {
                channel.send(new Fatal(Problems.describe(e, null, false)));
            } finally {
                // Also where there is no memory left for last words.
                System.exit(BROKEN);
            }
        }
    }

    private void receive() {
        try {
            while (true) {
                RunnerMessage message = channel.receive();
                if (message == null) {
                    break;
                }
                if (message instanceof DumpThreads) {
                    channel.send(new ThreadDump(String.valueOf(Problems.cut(ThreadDumps.all(running.classNames())))));
                } else if (message instanceof MeasureOutput) {
                    NativeStreams set = streams;
                    channel.send(new OutputMeasured(set == null ? OutputLengths.ALL : set.measure()));
                } else if (message instanceof Admit admit) {
                    gate.admit(admit.classes());
                } else {
                    requests.add(message);
                }
                if (message instanceof Exit) {
                    channel.awaitEnd();
                    break;
                }
            }
        } catch (IOException | RuntimeException e) {
            // Nobody is left to be told.
        } finally {
            // Whatever runs here runs for nobody; hooks could hang.
            Runtime.getRuntime().halt(RUNNER_IS_GONE);
        }
    }

    private RunnerMessage next() {
        while (true) {
            try {
                return requests.take();
            } catch (InterruptedException e) {
                // Left over from a test; the runner ends a worker through the channel.
            }
        }
    }

    private boolean serve(RunnerMessage request) {
        if (request instanceof Setup setup) {
            setUp(setup);
            return true;
        }
        if (request instanceof Exit) {
            return false;
        }
        if (platform != null) {
            if (request instanceof RunClasses classes) {
                platform.runClasses(classes.classNames());
            } else if (request instanceof RunTests tests) {
                platform.runTests(tests.uniqueIds());
            }
            channel.send(new BatchFinished());
        }
        return true;
    }

    private void setUp(Setup setup) {
        setup.systemProperties().forEach(System::setProperty);
        if (JUnitLogger.LOGGER.getLevel() == null) {
            JUnitLogger.LOGGER.setLevel(Level.WARNING);
        }
        try {
            NativeStreams ofSetup = new NativeStreams(setup.marksOutput());
            streams = ofSetup;
            platform = new TestPlatform(setup, channel, running, ofSetup, gate);
        } catch (RuntimeException e) {
            channel.send(new Rejected(Problems.message(e)));
        } catch (LinkageError | ServiceConfigurationError e) {
            channel.send(new Rejected("the test class path does not hold together, " + e));
        }
    }
}
