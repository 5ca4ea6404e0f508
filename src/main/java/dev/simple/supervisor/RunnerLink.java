package dev.simple.supervisor;

import dev.simple.protocol.Frames;
import dev.simple.protocol.Greeting;
import dev.simple.protocol.SupervisorMessage;
import dev.simple.protocol.SupervisorRequest;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;

/** The pipes to the runner. */
final class RunnerLink {

    private final DataInputStream in;
    private final OutputStream out;

    RunnerLink(InputStream in, OutputStream out) {
        this.in = new DataInputStream(new BufferedInputStream(in));
        this.out = out;
    }

    /** Says who is speaking. */
    void greet() {
        try {
            new Greeting(0).writeTo(new DataOutputStream(out));
        } catch (IOException e) {
            // The runner is gone, which its pipe will tell.
        }
    }

    /** Says something; without effect if the runner is gone, which its pipe will tell. */
    synchronized void send(SupervisorMessage message) {
        try {
            out.write(Frames.encode(message));
            out.flush();
        } catch (IOException e) {
            // See above.
        }
    }

    /** Hands over what the runner says, in a thread of its own, and at last tells that it says no more. */
    void listen(Consumer<SupervisorRequest> receiver, Runnable ended) {
        Thread thread = new Thread(
                () -> {
                    try {
                        SupervisorRequest request = Frames.read(in, SupervisorRequest::read);
                        while (request != null) {
                            receiver.accept(request);
                            request = Frames.read(in, SupervisorRequest::read);
                        }
                    } catch (IOException e) {
                        System.err.println("The pipe from the runner failed: " + e);
                    } finally {
                        ended.run();
                    }
                },
                "simple-runner");
        thread.setDaemon(true);
        thread.start();
    }
}
