package it;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PropertyTest {

    @Property(tries = 10)
    boolean isItself(@ForAll int number) {
        return number == number;
    }
}
