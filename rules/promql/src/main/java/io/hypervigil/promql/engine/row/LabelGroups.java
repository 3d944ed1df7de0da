package io.hypervigil.promql.engine.row;

import io.hypervigil.promql.labels.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Numbers labels by those of them that count: by the named ones, or by all but the named ones and
 * the metric's name. It looks groups up by the labels' values as they are, so that a series costs
 * no memory.
 *
 * <p>Thread: confined.
 */
public final class LabelGroups {

    private static final int INITIAL_PLACES = 16;

    private final boolean isBy;
    private final String[] names;
    private final List<Labels> groups = new ArrayList<>();

    /** Open addressing: the group's number and one; 0: free. */
    private int[] places = new int[INITIAL_PLACES];

    private int[] hashes = new int[INITIAL_PLACES];

    private LabelGroups(boolean isBy, Collection<String> names) {
        this.isBy = isBy;
        this.names = names.stream().distinct().sorted().toArray(String[]::new);
    }

    /** By the labels of these names. */
    public static LabelGroups by(Collection<String> names) {
        return new LabelGroups(true, names);
    }

    /** By all labels but those of these names, and but the metric's name. */
    public static LabelGroups without(Collection<String> names) {
        var all = new ArrayList<>(names);
        all.add(Labels.NAME);
        return new LabelGroups(false, all);
    }

    /** By all labels but this one, the metric's name among them. */
    public static LabelGroups withoutOnly(String name) {
        return new LabelGroups(false, List.of(name));
    }

    /** How many groups there are. */
    public int size() {
        return groups.size();
    }

    /** The labels that the members of a group have in common by definition. */
    public Labels labels(int group) {
        return groups.get(group);
    }

    /** The group of labels, a new one where there was none. */
    public int indexOf(Labels labels) {
        int hash = hash(labels);
        int found = find(labels, hash);
        if (found >= 0) {
            return found;
        }
        groups.add(isBy ? labels.keep(List.of(names)) : labels.without(List.of(names)));
        if (groups.size() * 2 > places.length) {
            grow();
        } else {
            put(groups.size(), hash);
        }
        return groups.size() - 1;
    }

    /** The group of labels; -1 where there is none. */
    public int find(Labels labels) {
        return find(labels, hash(labels));
    }

    private int find(Labels labels, int hash) {
        int mask = places.length - 1;
        for (int i = hash & mask; places[i] != 0; i = (i + 1) & mask) {
            if (hashes[i] == hash && isSame(labels, groups.get(places[i] - 1))) {
                return places[i] - 1;
            }
        }
        return -1;
    }

    private void put(int number, int hash) {
        int mask = places.length - 1;
        int i = hash & mask;
        while (places[i] != 0) {
            i = (i + 1) & mask;
        }
        places[i] = number;
        hashes[i] = hash;
    }

    private void grow() {
        int length = places.length * 2;
        places = new int[length];
        hashes = new int[length];
        for (int i = 0; i < groups.size(); i++) {
            put(i + 1, hash(groups.get(i)));
        }
    }

    private int hash(Labels labels) {
        int hash = isBy ? hashOfNamed(labels) : hashOfOthers(labels);
        return hash ^ (hash >>> 16);
    }

    private int hashOfNamed(Labels labels) {
        int hash = 1;
        for (var name : names) {
            hash = 31 * hash + labels.get(name).hashCode();
        }
        return hash;
    }

    private int hashOfOthers(Labels labels) {
        int hash = 1;
        for (int i = 0; i < labels.size(); i++) {
            if (!isNamed(labels.name(i))) {
                hash = 31 * hash + (labels.name(i).hashCode() ^ labels.value(i).hashCode());
            }
        }
        return hash;
    }

    private boolean isSame(Labels labels, Labels group) {
        return isBy ? hasNamed(labels, group) : hasOthers(labels, group);
    }

    private boolean hasNamed(Labels labels, Labels group) {
        for (var name : names) {
            if (!labels.get(name).equals(group.get(name))) {
                return false;
            }
        }
        return true;
    }

    private boolean hasOthers(Labels labels, Labels group) {
        int next = 0;
        for (int i = 0; i < labels.size(); i++) {
            if (isNamed(labels.name(i))) {
                continue;
            }
            if (next == group.size()
                    || !labels.name(i).equals(group.name(next))
                    || !labels.value(i).equals(group.value(next))) {
                return false;
            }
            next++;
        }
        return next == group.size();
    }

    private boolean isNamed(String name) {
        return names.length < 8 ? isAmongFew(name) : Arrays.binarySearch(names, name) >= 0;
    }

    private boolean isAmongFew(String name) {
        for (var candidate : names) {
            if (candidate.equals(name)) {
                return true;
            }
        }
        return false;
    }
}
