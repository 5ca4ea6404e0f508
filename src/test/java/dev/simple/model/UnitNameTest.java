package dev.simple.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitNameTest {

    @ParameterizedTest
    @CsvSource({
        "a.b.FooTest, FooTest",
        "FooTest, FooTest",
        "a.b.FooTest$Inner, FooTest$Inner",
        "math_spec.sh, math_spec.sh",
        "sub/net_spec.sh, net_spec.sh",
        "sub.d/Net, Net",
        "a/b.T, b.T",
        "trailing., trailing.",
    })
    void leavesOutPackageOrDirectory(String unit, String simple) {
        assertEquals(simple, UnitName.simple(unit));
    }
}
