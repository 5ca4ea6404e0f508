open module it.calc.test {
    requires it.calc;
    requires org.junit.jupiter.api;
}
