package io.hypervigil.alerting.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.alerting.alert.AlertState;
import io.hypervigil.alerting.state.AlertStateFile;
import io.hypervigil.alerting.state.AlertStore;
import io.hypervigil.alerting.state.SavedRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process ends without a word, at any moment, and begins again. */
final class RestartTest {

    private static final int STEPS = 60;

    private static final String RULES =
            """
            groups:
              - name: short
                interval: 15s
                rules:
                  - alert: Short
                    expr: x > 0
                    for: 45s
                  - alert: Kept
                    expr: x > 1
                    keep_firing_for: 2m
                    annotations: {value: "{{ $value }}"}
              - name: long
                interval: 30s
                rules:
                  - alert: Long
                    expr: x > 0
                    for: 5m
                    labels: {id: "{{ $labels.id }}"}
            """;

    private static final String OTHER =
            "groups: [{name: other, interval: 15s, rules: [{record: r, expr: x}]}]";

    @TempDir private Path folder;

    /** The process ends here. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private World live(AlertStore state, IntPredicate kills) {
        var world = new World(RULES, state);
        for (int step = 0; step < STEPS; step++) {
            world.set("x{id=\"1\"}", step < 5 || (step > 20 && step < 30) ? 0 : 2);
            world.set("x{id=\"2\"}", step % 13 == 0 ? 0 : 1);
            try {
                world.next();
                if (kills.test(step)) {
                    throw new Killed();
                }
            } catch (Killed _) {
                world.killAndRestart();
            }
        }
        return world;
    }

    private AlertStateFile file(String name) {
        return new AlertStateFile(folder.resolve(name));
    }

    @Test
    void a_kill_between_any_two_evaluations_changes_nothing_that_anyone_sees() {
        var undisturbed = live(new Memory(), _ -> false);
        for (int kill = 0; kill < STEPS; kill++) {
            int killed = kill;
            var world = live(new Memory(), step -> step == killed);

            assertThat(world.told).as("killed after step %d", kill).isEqualTo(undisturbed.told);
            assertThat(world.alerts()).isEqualTo(undisturbed.alerts());
        }
    }

    @Test
    void a_process_that_is_killed_after_each_evaluation_is_no_different() {
        var undisturbed = live(new Memory(), _ -> false);
        var world = live(file("killed"), _ -> true);

        assertThat(world.told).isEqualTo(undisturbed.told);
    }

    @Test
    void a_kill_before_the_state_is_saved_tells_at_most_one_thing_twice() {
        for (int kill = 0; kill < STEPS; kill++) {
            var world = live(new Fatal(new Memory(), kill), _ -> false);

            assertThat(toldFiring(world)).as("save %d", kill).isEqualTo(firing(world));
            assertThat(tooEarly(world).values()).allMatch(times -> times == 1);
        }
    }

    private static Set<String> toldFiring(World world) {
        var firing = new HashSet<String>();
        for (var told : world.told) {
            var labels = told.notice().labels().toString();
            if (told.isResolved()) {
                firing.remove(labels);
            } else {
                firing.add(labels);
            }
        }
        return firing;
    }

    private static Set<String> firing(World world) {
        return world.alerts().stream()
                .filter(alert -> alert.state() == AlertState.FIRING)
                .map(alert -> alert.labels().toString())
                .collect(Collectors.toSet());
    }

    /** How often each alert was told of again before the delay had passed. */
    private static Map<String, Integer> tooEarly(World world) {
        var times = new HashMap<String, Integer>();
        var last = new HashMap<String, Instant>();
        for (var told : world.told) {
            var notice = told.notice();
            var what = notice.labels() + " " + notice.startsAt() + " " + notice.resolvedAt();
            var before = last.put(what, told.at());
            if (before != null && before.plusSeconds(60).isAfter(told.at())) {
                times.merge(notice.labels().toString(), 1, Integer::sum);
            }
        }
        return times;
    }

    /** A file that takes no time. */
    private static final class Memory implements AlertStore {

        private List<SavedRule> saved = List.of();

        @Override
        public List<SavedRule> load() {
            return saved;
        }

        @Override
        public boolean save(List<SavedRule> rules) {
            saved = List.copyOf(rules);
            return true;
        }
    }

    /** One of whose saves never happens, since the process is killed before it. */
    private static final class Fatal implements AlertStore {

        private final AlertStore inner;
        private final int fatal;
        private int saves;

        Fatal(AlertStore inner, int fatal) {
            this.inner = inner;
            this.fatal = fatal;
        }

        @Override
        public List<SavedRule> load() {
            return inner.load();
        }

        @Override
        public boolean save(List<SavedRule> rules) {
            if (saves++ == fatal) {
                throw new Killed();
            }
            return inner.save(rules);
        }
    }

    @Test
    void the_age_of_a_pending_alert_goes_on_while_the_process_is_down() {
        var world = new World(RULES, file("down"));
        world.set("x{id=\"1\"}", 1);
        world.next();
        world.sleep(Duration.ofMinutes(2));
        world.killAndRestart();
        world.next(3);

        assertThat(world.states()).contains("Short=firing");
    }

    @Test
    void alerts_wait_for_a_rule_file_that_is_broken_at_the_start() {
        var world = new World(RULES, file("broken"));
        world.set("x{id=\"1\"}", 1);
        world.next(3);
        var since = world.alerts().getFirst().activeAt();
        world.load(OTHER);
        world.load(RULES);
        assertThat(world.alerts()).isEmpty();

        world = new World(RULES, file("broken2"));
        world.set("x{id=\"1\"}", 1);
        world.next(3);
        world.restartWith(OTHER);
        world.next(2);
        world.killAndRestart();
        world.load(RULES);
        assertThat(world.alerts().getFirst().activeAt()).isEqualTo(since);
    }

    @Test
    void nothing_is_written_where_nothing_changes() throws IOException {
        var world = new World(RULES.replace("for: 45s", "for: 1h"), file("quiet"));
        world.set("x{id=\"1\"}", 1);
        world.next(3);
        Files.delete(folder.resolve("quiet"));
        world.set("x{id=\"1\"}", 0.5);
        world.next(3);

        assertThat(world.states()).isEqualTo("Short=pending Long=pending");
        assertThat(folder.resolve("quiet")).doesNotExist();
    }
}
