package example;

/** A pocket calculator: it shows one number and remembers another. */
public class Calculator {

    private long display;
    private long memory;

    public long display() {
        return display;
    }

    public Calculator enter(long number) {
        display = number;
        return this;
    }

    public Calculator add(long number) {
        display = Math.addExact(display, number);
        return this;
    }

    public Calculator divideBy(long number) {
        if (number == 0) {
            throw new ArithmeticException("Division by zero");
        }
        display /= number;
        return this;
    }

    public Calculator store() {
        memory = display;
        return this;
    }

    public Calculator recall() {
        display = memory;
        return this;
    }
}
