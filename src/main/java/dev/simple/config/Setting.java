package dev.simple.config;

/**
 * A setting of this plugin's own.
 *
 * @param name the user property
 */
public record Setting(String name, SettingForm form) {}
