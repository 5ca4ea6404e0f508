package it;

import org.junit.Test;

public class VintageTest {

    @Test
    public void passes() {}
}
