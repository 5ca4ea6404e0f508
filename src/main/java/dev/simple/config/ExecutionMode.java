package dev.simple.config;

/** Where test classes and spec files run. */
public enum ExecutionMode {
    /** In processes of this machine. */
    PROCESS,
    /** Each in a container of its own, several at the same time. */
    CONTAINER,
    /** Each in a container of its own, one after another. */
    CONTAINER_SEQ;

    /** What is written for it: {@code process}, {@code container} or {@code container-seq}. */
    public static ExecutionMode of(WrittenValue value) {
        SettingForm.EXECUTION_MODE.check(value);
        return switch (value.text().strip()) {
            case "container" -> CONTAINER;
            case "container-seq" -> CONTAINER_SEQ;
            default -> PROCESS;
        };
    }
}
