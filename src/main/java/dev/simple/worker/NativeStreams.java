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

    private final Stream stdout;
    private final Stream stderr;

    /** @param marked whether they are pipes, through which marks tell how much was written */
    NativeStreams(boolean marked) {
        this.stdout = marked ? new Pipe(FileDescriptor.out) : new Redirected("/dev/fd/1");
        this.stderr = marked ? new Pipe(FileDescriptor.err) : new Redirected("/dev/fd/2");
    }

    /** How much was written by now. */
    OutputLengths measure() {
        return new OutputLengths(stdout.length(), stderr.length());
    }

    private interface Stream {
        long length();
    }

    private static final class Redirected implements Stream {

        private final File file;

        Redirected(String name) {
            this.file = new File(name);
        }

        @Override
        public long length() {
            try {
                // Where a test has closed it, Java has put /dev/null in its place.
                return file.isFile() ? file.length() : OutputLengths.UNKNOWN;
            } catch (SecurityException e) {
                return OutputLengths.UNKNOWN;
            }
        }
    }

    private static final class Pipe implements Stream {

        private final OutputStream stream;
        private int marks;

        Pipe(FileDescriptor descriptor) {
            this.stream = new FileOutputStream(descriptor);
        }

        @Override
        public synchronized long length() {
            try {
                stream.write(OutputMark.encode(++marks));
                return -marks;
            } catch (IOException e) {
                // A test may have closed it.
                return OutputLengths.UNKNOWN;
            }
        }
    }
}
