package dev.simple.worker;

import dev.simple.protocol.OutputLengths;
import dev.simple.protocol.OutputMark;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** The process's own stdout and stderr, which native code and child processes write to. Thread-safe. */
final class NativeStreams {

    private final Stream stdout = new Stream("/dev/fd/1", FileDescriptor.out);
    private final Stream stderr = new Stream("/dev/fd/2", FileDescriptor.err);

    /** How much was written by now. */
    OutputLengths measure() {
        return new OutputLengths(stdout.length(), stderr.length());
    }

    private static final class Stream {

        private final File file;
        private final boolean known;
        private final boolean isFile;
        private final OutputStream pipe;
        private int marks;

        Stream(String name, FileDescriptor descriptor) {
            this.file = new File(name);
            this.known = file.exists();
            this.isFile = file.isFile();
            this.pipe = new FileOutputStream(descriptor);
        }

        synchronized long length() {
            if (isFile) {
                return file.length();
            }
            if (known) {
                try {
                    pipe.write(OutputMark.encode(++marks));
                    return -marks;
                } catch (IOException e) {
                    // A test may have closed it.
                }
            }
            return OutputLengths.UNKNOWN;
        }
    }
}
