package dev.simple.config;

/**
 * A setting of this plugin's own.
 *
 * @param name the user property
 * @param honoured whether it has an effect already
 */
public record Setting(String name, SettingForm form, boolean honoured) {}
