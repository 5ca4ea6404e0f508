module it.module {
    requires org.opentest4j;

    exports it;

    uses it.Greeting;

    provides it.Greeting with
            it.internal.English;
}
