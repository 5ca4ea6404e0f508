package it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

public class Steps {

    private int sum;

    @When("{int} and {int} are added")
    public void add(int first, int second) {
        sum = first + second;
    }

    @Then("it is {int}")
    public void check(int expected) {
        assertEquals(expected, sum);
    }
}
