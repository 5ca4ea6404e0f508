package it.calc;

public class Sum {

    public static int of(int left, int right) {
        return left + right;
    }
}
