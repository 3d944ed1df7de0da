package io.hypervigil.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.syntax.Expr;
import io.hypervigil.promql.value.QueryValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LimitsTest {

    private static final int SERIES = 10_000;

    private final MemoryStore store = new MemoryStore();
    private final Engine engine = new Engine(Queries.ALL);

    LimitsTest() {
        for (int i = 0; i < SERIES; i++) {
            var number = Integer.toString(i);
            store.add(Labels.of("__name__", "a", "i", number, "g", "x"), 10_000, 1, 2, 3);
            store.add(Labels.of("__name__", "b", "i", number, "g", "x"), 10_000, 1, 2, 3);
        }
    }

    private static QueryLimits limits(Duration timeout, long samples, BooleanSupplier cancelled) {
        return new QueryLimits(timeout, samples, Optional.empty(), cancelled);
    }

    private QueryResult range(String query, int steps, QueryLimits limits) throws Exception {
        return engine.range(store, engine.parse(query), 0, (steps - 1) * 10L, 10, limits);
    }

    @Test
    @Timeout(10)
    void a_cross_join_of_all_with_all_ends_soon() {
        assertThatThrownBy(() -> range("a * on (g) b", 1, QueryLimits.WIDE))
                .hasMessageStartingWith("found duplicate series for the match group {g=\"x\"}");
        assertThatThrownBy(() -> range("a * on () group_left b", 100, QueryLimits.WIDE))
                .hasMessageStartingWith("found duplicate series for the match group {}");
        assertThatThrownBy(() -> range("b * on (g) group_right a", 100, QueryLimits.WIDE))
                .hasMessageStartingWith("found duplicate series for the match group {g=\"x\"}");
    }

    @Test
    @Timeout(10)
    void sets_of_all_with_all_are_linear() throws Exception {
        var value = range("count(a and on (g) b)", 10, QueryLimits.WIDE).value();

        assertThat(value)
                .isInstanceOfSatisfying(
                        QueryValue.Matrix.class,
                        matrix ->
                                assertThat(matrix.series().getFirst().floats()[0])
                                        .isEqualTo(SERIES));
    }

    @Test
    void a_query_that_would_hold_too_much_is_ended() {
        var few = limits(Duration.ofMinutes(1), 5_000, () -> false);

        assertThatThrownBy(() -> range("a", 2, few))
                .isInstanceOfSatisfying(
                        QueryException.class,
                        e -> assertThat(e.kind()).isEqualTo(QueryException.Kind.TOO_MANY_SAMPLES))
                .hasMessage(
                        "query processing would load too many samples into memory in query"
                                + " execution");
        assertThatThrownBy(() -> range("1", 10_000_000, few))
                .hasMessageStartingWith("query processing would load too many samples");
        assertThatThrownBy(() -> range("vector(1)[10y:1ms]", 1, few))
                .hasMessageStartingWith("invalid expression type");
    }

    @Test
    void what_only_passes_by_is_not_held() throws Exception {
        var few = limits(Duration.ofMinutes(1), 5_000, () -> false);

        var result = range("sum(a)", 100, few);

        assertThat(result.statistics().peakSamples()).isLessThan(1_000);
        assertThat(result.statistics().totalSamples()).isEqualTo(100L * SERIES);
    }

    @Test
    @Timeout(20)
    void a_query_ends_soon_after_its_time() {
        var ended = new ArrayList<String>();
        for (var query :
                new String[] {
                    "sum(a)",
                    "sum(a * on (i, g) b)",
                    "topk(10, a)",
                    "quantile(0.5, a)",
                    "count_values(\"v\", a)",
                    "sum(label_replace(a, \"n\", \"$1\", \"i\", \"(.*)\"))",
                    "sum(max_over_time(a[1h:1s]))"
                }) {
            long start = System.nanoTime();
            try {
                range(query, 3_000, limits(Duration.ofMillis(20), 50_000_000, () -> false));
                ended.add(query + ": no time-out");
            } catch (Exception e) {
                long millis = (System.nanoTime() - start) / 1_000_000;
                if (millis > 120 || !isTimeout(e)) {
                    ended.add(query + ": " + millis + " ms, " + e.getMessage());
                }
            }
        }
        assertThat(ended).isEmpty();
    }

    private static boolean isTimeout(Exception e) {
        return e instanceof QueryException query
                && query.kind() == QueryException.Kind.TIMEOUT
                && "query timed out in expression evaluation".equals(e.getMessage());
    }

    @Test
    void a_query_that_nobody_wants_any_more_is_ended() {
        var asked = new AtomicInteger();
        var limits = limits(Duration.ofMinutes(1), 50_000_000, () -> asked.incrementAndGet() > 3);

        assertThatThrownBy(() -> range("sum(a)", 1000, limits))
                .isInstanceOfSatisfying(
                        QueryException.class,
                        e -> assertThat(e.kind()).isEqualTo(QueryException.Kind.CANCELED))
                .hasMessage("query was canceled in expression evaluation");
    }

    @Test
    void queries_side_by_side_give_what_each_gives_alone() throws Exception {
        var query = engine.parse("sum by (i) (a * on (i) b) > 3 or topk(3, a)");
        var alone = text(query);
        var same = new ArrayList<Future<String>>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 8; i++) {
                same.add(threads.submit(() -> text(query)));
            }
        }

        for (var future : same) {
            assertThat(future.get()).isEqualTo(alone);
        }
    }

    private String text(Expr query) throws QueryException {
        var value = engine.instant(store, query, 20_000, QueryLimits.WIDE).value();
        return ((QueryValue.Vector) value)
                .samples().stream()
                        .map(sample -> sample.labels() + " " + sample.value())
                        .reduce("", (left, right) -> left + "\n" + right);
    }
}
