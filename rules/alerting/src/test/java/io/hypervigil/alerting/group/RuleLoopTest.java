package io.hypervigil.alerting.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.alerting.rulefile.RuleFileOptions;
import io.hypervigil.alerting.rulefile.RuleFileReader;
import io.hypervigil.alerting.state.AlertStore;
import io.hypervigil.promql.engine.Engine;
import io.hypervigil.promql.engine.EngineOptions;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class RuleLoopTest {

    private final CountDownLatch written = new CountDownLatch(3);
    private final RuleGroups groups =
            new RuleGroups(
                    new RuleParts(
                            new Engine(EngineOptions.STANDARD),
                            new FakeStore(),
                            (_, _, _, _) -> {
                                written.countDown();
                                return Optional.empty();
                            },
                            _ -> {},
                            Sources.ALL_THERE),
                    AlertStore.NONE,
                    InstantSource.system());

    private void load(String interval) throws Exception {
        var rules =
                """
                groups:
                  - name: g
                    interval: %s
                    rules: [{record: r, expr: "1"}]
                """
                        .replace("%s", interval);
        var file = new RuleFileReader(RuleFileOptions.STANDARD).read("r.yml", rules);
        groups.load(List.of(file), RuleSettings.STANDARD);
    }

    @Test
    void groups_are_evaluated_until_the_loop_is_closed() throws Exception {
        load("10ms");
        var loop = new RuleLoop(groups, InstantSource.system());
        var running = CompletableFuture.runAsync(loop);

        assertThat(written.await(10, TimeUnit.SECONDS)).isTrue();
        loop.close();
        running.get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_reload_wakes_a_loop_that_sleeps_and_a_close_ends_it_at_once() throws Exception {
        load("1h");
        var loop = new RuleLoop(groups, InstantSource.system());
        var running = CompletableFuture.runAsync(loop);
        load("10ms");
        loop.wake();

        assertThat(written.await(5, TimeUnit.SECONDS)).isTrue();
        load("1h");
        loop.close();
        running.get(5, TimeUnit.SECONDS);
    }

    @Test
    void a_loop_that_was_closed_evaluates_nothing() throws Exception {
        load("1ms");
        var loop = new RuleLoop(groups, InstantSource.system());
        loop.close();
        loop.run();

        assertThat(written.getCount()).isEqualTo(3);
    }
}
