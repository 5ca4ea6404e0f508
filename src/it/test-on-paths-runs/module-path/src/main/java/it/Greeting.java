package it;

public interface Greeting {
    String text();
}
