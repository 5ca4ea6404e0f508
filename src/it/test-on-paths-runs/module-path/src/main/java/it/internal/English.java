package it.internal;

import it.Greeting;

public class English implements Greeting {

    @Override
    public String text() {
        return "Hello";
    }

    String hidden() {
        return "hidden";
    }
}
