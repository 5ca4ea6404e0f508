package it;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("chosen")
class ExcludedCheck {

    @Test
    void isLeftOut() {
        throw new AssertionError("excludes has no effect");
    }
}
