package dev.simple.config;

import java.util.Locale;

/** What is made of processes that tests leave behind. They are ended in any case. */
public enum LeakPolicy {
    /** They are named in a warning and in the reports. */
    REPORT,
    /** They fail the build. */
    FAIL,
    /** Nothing. */
    IGNORE;

    /**
     * The policy of this name.
     *
     * @throws ConfigurationException if there is none
     */
    public static LeakPolicy of(WrittenValue value) {
        SettingForm.LEAK_POLICY.check(value);
        return valueOf(value.text().strip().toUpperCase(Locale.ROOT));
    }
}
