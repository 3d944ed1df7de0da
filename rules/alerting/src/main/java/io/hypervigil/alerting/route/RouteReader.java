package io.hypervigil.alerting.route;

import io.hypervigil.alerting.yaml.YamlException;
import io.hypervigil.alerting.yaml.YamlMapping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the tree of routes. */
final class RouteReader {

    private static final String ALL = "...";

    private final Set<String> receivers;
    private final Set<String> times;

    /**
     * @param receivers the names of those there are
     * @param times the names of the intervals there are
     */
    RouteReader(Set<String> receivers, Set<String> times) {
        this.receivers = receivers;
        this.times = times;
    }

    Route root(YamlMapping item) {
        if (item.text("receiver").orElse("").isEmpty()) {
            throw new YamlException(item.place(), "root route must specify a default receiver");
        }
        var root = read(item, "", "", RouteOptions.DEFAULTS);
        if (!root.matchers().all().isEmpty()) {
            throw new YamlException(item.place(), "root route must not have any matchers");
        }
        if (!root.muteTimes().isEmpty()) {
            throw item.wrong(
                    "mute_time_intervals", "root route must not have any mute time intervals");
        }
        if (!root.activeTimes().isEmpty()) {
            throw item.wrong(
                    "active_time_intervals", "root route must not have any active time intervals");
        }
        if (root.isContinued()) {
            throw item.wrong("continue", "cannot have continue in root route");
        }
        return root;
    }

    private Route read(YamlMapping item, String above, String place, RouteOptions inherited) {
        var matchers = Settings.matchers(item, "match", "match_re", "matchers");
        var key = above + matchers;
        var options = options(item, inherited);
        var route =
                new Route(
                        key,
                        key + place,
                        matchers,
                        item.flag("continue").orElse(false),
                        options,
                        times(item, "mute_time_intervals"),
                        times(item, "active_time_intervals"),
                        children(item, key, place, options));
        item.end();
        return route;
    }

    private List<Route> children(
            YamlMapping item, String key, String place, RouteOptions inherited) {
        var children = new ArrayList<Route>();
        for (var child : item.mappings("routes")) {
            children.add(read(child, key + "/", place + "/" + children.size(), inherited));
        }
        return children;
    }

    private RouteOptions options(YamlMapping item, RouteOptions inherited) {
        return new RouteOptions(
                receiver(item).orElse(inherited.receiver()),
                groupBy(item).orElse(inherited.groupBy()),
                Settings.duration(item, "group_wait").orElse(inherited.groupWait()),
                interval(item, "group_interval").orElse(inherited.groupInterval()),
                interval(item, "repeat_interval").orElse(inherited.repeatInterval()));
    }

    private Optional<String> receiver(YamlMapping item) {
        var name = item.text("receiver").filter(text -> !text.isEmpty());
        if (name.isPresent() && !receivers.contains(name.get())) {
            throw item.wrong("receiver", "undefined receiver \"" + name.get() + "\" used in route");
        }
        return name;
    }

    private static Optional<Duration> interval(YamlMapping item, String key) {
        var interval = Settings.duration(item, key);
        if (interval.isPresent() && interval.get().isZero()) {
            throw item.wrong(key, key + " cannot be zero");
        }
        return interval;
    }

    /** Empty where the route says nothing; an empty list says that all are one group. */
    private static Optional<GroupBy> groupBy(YamlMapping item) {
        var names = Settings.names(item, "group_by");
        var labels = names.stream().filter(name -> !name.equals(ALL)).toList();
        boolean isAll = labels.size() < names.size();
        if (isAll && !labels.isEmpty()) {
            throw item.wrong(
                    "group_by",
                    "cannot have wildcard group_by (`...`) and other labels at the same time");
        }
        var seen = new HashSet<String>();
        for (var label : labels) {
            if (!seen.add(label)) {
                throw item.wrong("group_by", "duplicated label \"" + label + "\" in group_by");
            }
        }
        return item.isNull("group_by") ? Optional.empty() : Optional.of(new GroupBy(isAll, seen));
    }

    private List<String> times(YamlMapping item, String key) {
        var names = item.texts(key);
        for (var name : names) {
            if (!times.contains(name)) {
                throw item.wrong(key, "undefined time interval \"" + name + "\" used in route");
            }
        }
        return names;
    }
}
