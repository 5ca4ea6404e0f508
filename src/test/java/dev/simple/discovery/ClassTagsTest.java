package dev.simple.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Tags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.commons.support.AnnotationSupport;

/** JUnit, which reads them from loaded classes, is the oracle. */
class ClassTagsTest {

    @Retention(RetentionPolicy.RUNTIME)
    @Tag("slow")
    @interface Slow {}

    @Retention(RetentionPolicy.RUNTIME)
    @Slow
    @Tag("database")
    @Target(ElementType.TYPE)
    @interface Database {}

    @Retention(RetentionPolicy.RUNTIME)
    @Inherited
    @Circular
    @Tag("circular")
    @interface Circular {}

    @Retention(RetentionPolicy.CLASS)
    @Tag("invisible")
    @interface Invisible {}

    static class Plain {}

    @Tag("slow")
    static class Direct {}

    @Tag("slow")
    @Tag("nightly")
    static class Repeated {}

    @Tags({@Tag("one"), @Tag(" two ")})
    static class Contained {}

    @Slow
    static class Meta {}

    @Database
    static class MetaOfMeta {}

    @Circular
    static class InACircle {}

    @Invisible
    static class Hidden {}

    static class Inheriting extends Repeated {}

    @Tag("own")
    static class InheritingMeta extends MetaOfMeta {}

    @Tag("of interface")
    interface Contract {}

    static class Implementing implements Contract {}

    static class InheritingContract extends Implementing {}

    private static final List<Class<?>> CLASSES = List.of(
            Plain.class,
            Direct.class,
            Repeated.class,
            Contained.class,
            Meta.class,
            MetaOfMeta.class,
            InACircle.class,
            Hidden.class,
            Inheriting.class,
            InheritingMeta.class,
            Implementing.class,
            InheritingContract.class);

    private static Path testClasses() throws Exception {
        return Path.of(ClassTagsTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static Set<String> asJUnitSees(Class<?> type) {
        return AnnotationSupport.findRepeatableAnnotations(type, Tag.class).stream()
                .map(tag -> tag.value().strip())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void areThoseThatJUnitSees() throws Exception {
        try (ClassTags tags = new ClassTags(List.of(testClasses()))) {
            for (Class<?> type : CLASSES) {
                assertEquals(asJUnitSees(type), new TreeSet<>(tags.of(type.getName())), type::getName);
            }
            assertNull(tags.notice());
        }
        assertEquals(Set.of("database", "slow"), asJUnitSees(MetaOfMeta.class));
    }

    @Test
    void areFoundInJarsToo(@TempDir Path directory) throws Exception {
        Path jar = directory.resolve("tests.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Class<?> type : List.of(MetaOfMeta.class, Database.class, Slow.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(name));
                out.write(Files.readAllBytes(testClasses().resolve(name)));
            }
        }
        try (ClassTags tags = new ClassTags(List.of(directory.resolve("missing"), jar))) {
            assertEquals(Set.of("database", "slow"), tags.of(MetaOfMeta.class.getName()));
        }
    }

    @Test
    void areNoneOfAClassThatIsNotThere() throws IOException {
        try (ClassTags tags = new ClassTags(List.of())) {
            assertEquals(Set.of(), tags.of("p.Missing"));
            assertNull(tags.notice());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no class file", "\u00ca\u00fe\u00ba\u00be\0\0\7\u00d0"})
    void areMissedWithANoticeWhereAFileCannotBeRead(String content, @TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("Broken.class"), content, java.nio.charset.StandardCharsets.ISO_8859_1);
        try (ClassTags tags = new ClassTags(List.of(directory))) {
            assertEquals(Set.of(), tags.of("Broken"));
            String notice = tags.notice();
            assertNotNull(notice);
            assertTrue(
                    notice.startsWith("The tags of Broken cannot be read, so that they choose no profile: "), notice);
        }
    }
}
