package io.hypervigil.collect;

import java.util.regex.Pattern;

/**
 * A set of families that is switched and asked for as one: {@code --collector.NAME}, {@code
 * collect[]=NAME}. Names are unique in the process; sources other than the host begin theirs with
 * the collector's own ({@code libvirt.pool}).
 *
 * @param name lower case: {@code [a-z][a-z0-9_.]*}
 * @param summary one line for people
 * @param byDefault whether it is on where nothing is said
 */
public record Group(String name, String summary, boolean byDefault) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_.]*");

    public Group {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "group '" + name + "': lower case letters, digits, '_' and '.' expected");
        }
    }

    /** A group that is on unless switched off. */
    public static Group on(String name, String summary) {
        return new Group(name, summary, true);
    }

    /** A group that is off unless switched on. */
    public static Group off(String name, String summary) {
        return new Group(name, summary, false);
    }
}
