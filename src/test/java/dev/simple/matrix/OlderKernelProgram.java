package dev.simple.matrix;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;

/**
 * Becomes the program in its arguments, for which and for whose descendants the kernel has no handles of processes, as
 * before Linux 5.3: a filter answers {@code pidfd_open} as a kernel does that does not know the call.
 */
public final class OlderKernelProgram {

    private static final int SET_NO_NEW_PRIVILEGES = 38;
    private static final int SET_SECCOMP = 22;
    private static final int MODE_FILTER = 2;
    private static final int PIDFD_OPEN = 434;
    private static final int ENOSYS = 38;

    private static final short LOAD_WORD = 0x20;
    private static final short JUMP_IF_EQUAL = 0x15;
    private static final short RETURN = 0x06;
    private static final int ALLOW = 0x7fff0000;
    private static final int ERROR = 0x00050000;
    private static final int INSTRUCTION = 8;

    private OlderKernelProgram() {}

    public static void main(String[] args) {
        Memory code = new Memory(4 * INSTRUCTION);
        // The number of the call comes first in what a filter is given.
        instruction(code, 0, LOAD_WORD, 0, 0, 0);
        instruction(code, 1, JUMP_IF_EQUAL, 0, 1, PIDFD_OPEN);
        instruction(code, 2, RETURN, 0, 0, ERROR | ENOSYS);
        instruction(code, 3, RETURN, 0, 0, ALLOW);
        Memory filter = new Memory(2L * Long.BYTES);
        filter.setShort(0, (short) (code.size() / INSTRUCTION));
        filter.setPointer(Long.BYTES, code);
        prctl(SET_NO_NEW_PRIVILEGES, new NativeLong(1), Pointer.NULL);
        prctl(SET_SECCOMP, new NativeLong(MODE_FILTER), filter);
        function("execvp").invokeInt(new Object[] {args[0], new StringArray(args)});
        throw new IllegalStateException(args[0] + " cannot be run.");
    }

    private static void instruction(Memory code, int index, short operation, int ifTrue, int ifFalse, int operand) {
        long at = (long) index * INSTRUCTION;
        code.setShort(at, operation);
        code.setByte(at + 2, (byte) ifTrue);
        code.setByte(at + 3, (byte) ifFalse);
        code.setInt(at + 4, operand);
    }

    private static void prctl(int option, NativeLong first, Pointer second) {
        NativeLong nothing = new NativeLong(0);
        if (function("prctl").invokeInt(new Object[] {option, first, second, nothing, nothing}) != 0) {
            throw new IllegalStateException("This process cannot get a filter.");
        }
    }

    private static Function function(String name) {
        return Function.getFunction(Platform.C_LIBRARY_NAME, name);
    }
}
