package io.hypervigil.collect.settings;

import java.util.Locale;

/** How the names of Java become those of YAML and of flags. */
final class SettingNames {

    private SettingNames() {}

    /** {@code mount_points_exclude} for {@code mountPointsExclude}. */
    static String key(String component) {
        return joined(component, '_');
    }

    /** {@code mount-points-exclude} for {@code mountPointsExclude}. */
    static String flag(String component) {
        return joined(component, '-');
    }

    /** {@code basic_auth} for {@code BASIC_AUTH}. */
    static String ofConstant(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String joined(String component, char between) {
        var out = new StringBuilder(component.length() + 4);
        for (int i = 0; i < component.length(); i++) {
            char c = component.charAt(i);
            if (Character.isUpperCase(c)) {
                out.append(between);
            }
            out.append(Character.toLowerCase(c));
        }
        return out.toString();
    }
}
