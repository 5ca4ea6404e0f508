package dev.simple.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class ProcFsTest {

    @Test
    void readsAProcessWhoseNameHasBlanksAndParentheses() {
        String stat =
                "77 (a) S 1 (b) T 5 6 7 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 1 0 424242 1000 10 18446744073709551615";

        assertEquals(new ProcessEntry(new ProcessIdentity(77, 424242), 'T', 5, 6, 7), ProcFs.parse(77, stat));
    }

    @Test
    void takesWhatItCannotReadForGone() {
        assertNull(ProcFs.parse(77, ""));
        assertNull(ProcFs.parse(77, "77 (sh) S 1"));
    }
}
