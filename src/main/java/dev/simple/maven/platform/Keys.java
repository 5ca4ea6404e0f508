package dev.simple.maven.platform;

/** Group and artifact ids of what the decisions are about. */
final class Keys {

    static final String COMMONS = "org.junit.platform:junit-platform-commons";
    static final String ENGINE = "org.junit.platform:junit-platform-engine";
    static final String LAUNCHER = "org.junit.platform:junit-platform-launcher";
    static final String OPENTEST4J = "org.opentest4j:opentest4j";
    static final String JUPITER_API = "org.junit.jupiter:junit-jupiter-api";
    static final String JUPITER_ENGINE = "org.junit.jupiter:junit-jupiter-engine";
    static final String VINTAGE_ENGINE = "org.junit.vintage:junit-vintage-engine";
    static final String JUNIT_4 = "junit:junit";
    static final String JUNIT_4_DEP = "junit:junit-dep";
    static final String TESTNG = "org.testng:testng";
    static final String TESTNG_ENGINE = "org.junit.support:testng-engine";

    private Keys() {}
}
