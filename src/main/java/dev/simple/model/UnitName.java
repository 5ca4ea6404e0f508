package dev.simple.model;

/** The name of what is run and reported as one: a class's name, or the path of a spec file. */
public final class UnitName {

    private UnitName() {}

    /** Where the name begins that is left without package or directory. */
    public static int startOfSimpleName(String unit) {
        int dot = unit.lastIndexOf('.') + 1;
        int slash = unit.lastIndexOf('/') + 1;
        // What follows the last dot of a file's name is an extension, which begins with a small letter.
        boolean extension = dot >= unit.length() || !Character.isUpperCase(unit.codePointAt(dot));
        return slash > 0 || extension ? slash : dot;
    }

    /** The outermost class: engines may run a nested class as part of it. */
    public static String family(String unit) {
        int nested = unit.indexOf('$');
        return nested < 0 ? unit : unit.substring(0, nested);
    }

    /** The name without package or directory. */
    public static String simple(String unit) {
        return unit.substring(startOfSimpleName(unit));
    }
}
