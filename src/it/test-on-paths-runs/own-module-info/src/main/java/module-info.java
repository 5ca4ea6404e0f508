module it.calc {
    exports it.calc;
}
