package dev.simple.discovery;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The JUnit tags of classes, read from their class files as JUnit reads them from the classes: those that a class has
 * itself, in annotations of its annotations too, and those of its superclasses and interfaces. For one thread.
 */
public final class ClassTags implements Closeable {

    private static final String TAG = "Lorg/junit/jupiter/api/Tag;";
    private static final String TAGS = "Lorg/junit/jupiter/api/Tags;";

    private final ClassFiles files;
    private final Map<String, ClassAnnotations> known = new HashMap<>();
    private @Nullable String notice;

    /** @param classPath directories and jars, in the order in which classes are looked for */
    public ClassTags(List<Path> classPath) {
        files = new ClassFiles(classPath);
    }

    /** The tags of a class; empty if there is no such class. */
    public Set<String> of(String className) {
        Set<String> tags = new LinkedHashSet<>();
        collect(className.replace('.', '/'), tags, new HashSet<>());
        return tags;
    }

    /** Why tags may be missing, one sentence; null if all could be read. */
    public @Nullable String notice() {
        return notice;
    }

    private void collect(String internalName, Set<String> tags, Set<String> visited) {
        if (internalName.startsWith("java/") || !visited.add(internalName)) {
            return;
        }
        ClassAnnotations annotations = known.computeIfAbsent(internalName, this::read);
        annotations.inheritedFrom.forEach(name -> collect(name, tags, visited));
        tags.addAll(annotations.tags);
        annotations.annotationTypes.forEach(name -> collect(name, tags, visited));
    }

    private ClassAnnotations read(String internalName) {
        ClassAnnotations annotations = new ClassAnnotations();
        try {
            files.read(internalName)
                    .ifPresent(bytes -> new ClassReader(bytes)
                            .accept(
                                    annotations,
                                    ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES));
        } catch (IOException | RuntimeException e) {
            // A class file of a Java that is newer than this plugin, or none at all. Its tests run nevertheless.
            if (notice == null) {
                notice = "The tags of " + internalName.replace('/', '.') + " cannot be read, so that they choose no"
                        + " profile: " + e.getMessage();
            }
        }
        return annotations;
    }

    @Override
    public void close() throws IOException {
        files.close();
    }

    /** What is annotated on one class. */
    private static final class ClassAnnotations extends ClassVisitor {

        final List<String> tags = new ArrayList<>();
        final List<String> annotationTypes = new ArrayList<>();
        final List<String> inheritedFrom = new ArrayList<>();

        ClassAnnotations() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String[] interfaces) {
            if (superName != null) {
                inheritedFrom.add(superName);
            }
            inheritedFrom.addAll(List.of(interfaces));
        }

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            if (!visible) {
                return null;
            }
            if (descriptor.equals(TAG) || descriptor.equals(TAGS)) {
                return new TagValues(tags);
            }
            annotationTypes.add(descriptor.substring(1, descriptor.length() - 1));
            return null;
        }
    }

    /** Takes the value of a tag, or of those in a container of tags. JUnit takes them without surrounding blanks. */
    private static final class TagValues extends AnnotationVisitor {

        private final List<String> tags;

        TagValues(List<String> tags) {
            super(Opcodes.ASM9);
            this.tags = tags;
        }

        @Override
        public void visit(@Nullable String name, Object value) {
            tags.add(value.toString().strip());
        }

        @Override
        public AnnotationVisitor visitAnnotation(@Nullable String name, String descriptor) {
            return this;
        }

        @Override
        public AnnotationVisitor visitArray(@Nullable String name) {
            return this;
        }
    }
}
