package io.hypervigil.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RateLimiterTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

    @Test
    void a_full_bucket_gives_its_burst_and_no_more() {
        var limiter = limiter("1s", 3);

        assertThat(taken(limiter, 5)).isEqualTo(3);
    }

    @Test
    void each_interval_gives_one() {
        var limiter = limiter("1s", 3);
        taken(limiter, 3);

        nanos.addAndGet(Duration.ofMillis(2_500).toNanos());

        assertThat(taken(limiter, 5)).isEqualTo(2);
    }

    @Test
    void a_long_rest_gives_no_more_than_the_burst() {
        var limiter = limiter("10ms", 3);
        taken(limiter, 3);

        nanos.addAndGet(Duration.ofDays(365).toNanos());

        assertThat(taken(limiter, 10)).isEqualTo(3);
    }

    @Test
    void a_burst_of_none_gives_none() {
        var limiter = limiter("1s", 0);
        nanos.addAndGet(Duration.ofDays(1).toNanos());

        assertThat(taken(limiter, 1)).isZero();
    }

    @Test
    void an_interval_of_years_is_an_interval() {
        var limiter = limiter("2562047h", Integer.MAX_VALUE);

        assertThat(taken(limiter, 2)).isEqualTo(2);
    }

    private RateLimiter limiter(String interval, int burst) {
        var limit = new RateLimit(GoDuration.parse(interval).orElseThrow(), burst);
        return new RateLimiter(limit, nanos::get);
    }

    private static long taken(RateLimiter limiter, int tries) {
        return IntStream.range(0, tries).filter(_ -> limiter.tryTake()).count();
    }
}
