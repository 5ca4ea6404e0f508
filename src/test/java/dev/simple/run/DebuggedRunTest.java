package dev.simple.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector.Argument;
import dev.simple.model.RunEvent.OutputReceived;
import dev.simple.model.RunResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a debugger of the JDK's own. */
class DebuggedRunTest {

    private static final Pattern LISTENING = Pattern.compile("Listening for transport dt_socket at address: (\\d+)");

    @TempDir
    private Path directory;

    @Test
    void waitsForTheDebuggerAndShowsWhereItListens() throws Exception {
        CompletableFuture<String> attached = new CompletableFuture<>();
        StringBuilder output = new StringBuilder();
        SampleRun run = new SampleRun(directory, "FirstFixture", "SecondFixture")
                .argument("-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=localhost:0")
                .timeout(Duration.ofMillis(1))
                .debugged();
        run.listener(event -> {
            if (event instanceof OutputReceived received && !attached.isDone()) {
                output.append(new String(received.bytes(), StandardCharsets.UTF_8));
                Matcher listening = LISTENING.matcher(output);
                if (listening.find()) {
                    attached.completeAsync(() -> resume(listening.group(1)));
                }
            }
        });

        RunResult result = run.execute();

        assertEquals(2, result.counts().tests());
        assertEquals(0, result.counts().problems());
        assertTrue(attached.get().contains("VM"), attached.get());
    }

    private static String resume(String port) {
        try {
            AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                    .filter(each -> each.name().equals("com.sun.jdi.SocketAttach"))
                    .findFirst()
                    .orElseThrow();
            Map<String, Argument> arguments = connector.defaultArguments();
            Objects.requireNonNull(arguments.get("port")).setValue(port);
            VirtualMachine debugged = connector.attach(arguments);
            String name = debugged.name();
            // Goes on with the program.
            debugged.dispose();
            return name;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
