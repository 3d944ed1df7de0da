package io.hypervigil.alerting.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.alerting.active.ManualClock;
import io.hypervigil.alerting.match.MatcherText;
import io.hypervigil.promql.labels.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SilencesTest {

    private static final int MOST = 4;

    @TempDir private Path folder;
    private final ManualClock clock = new ManualClock("2026-01-01T00:00:00Z");
    private Silences silences;

    @BeforeEach
    void open() throws IOException {
        silences = Silences.open(folder.resolve("silences"), clock, MOST);
    }

    @AfterEach
    void close() throws IOException {
        silences.close();
    }

    private void reopen() throws IOException {
        close();
        open();
    }

    @Test
    void one_waits_holds_and_ends() throws SilenceException {
        var id = silences.set(wish("", "a=~b.*", minutes(1), minutes(2)));

        assertThat(state(id)).isEqualTo(Silence.State.PENDING);
        assertThat(isQuiet("bc")).isFalse();
        clock.advance(minutes(1));
        assertThat(state(id)).isEqualTo(Silence.State.ACTIVE);
        assertThat(isQuiet("bc")).isTrue();
        assertThat(isQuiet("c")).isFalse();
        clock.advance(minutes(2));
        assertThat(state(id)).isEqualTo(Silence.State.EXPIRED);
        assertThat(isQuiet("bc")).isFalse();
    }

    @Test
    void it_is_the_same_after_a_restart() throws Exception {
        var id = silences.set(wish("", "{a=\"b\",c!~\"d|e\"}", Duration.ZERO, minutes(2)));
        var before = silences.get(id);
        reopen();

        assertThat(silences.get(id)).isEqualTo(before);
        assertThat(isQuiet("b")).isTrue();
    }

    @Test
    void a_torn_file_keeps_those_that_are_whole() throws Exception {
        var first = silences.set(wish("", "a=b", Duration.ZERO, minutes(2)));
        var _ = silences.set(wish("", "a=c", Duration.ZERO, minutes(2)));
        var file = folder.resolve("silences");
        var bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 9));
        reopen();

        assertThat(silences.all()).extracting(Silence::id).containsExactly(first);
        assertThat(folder.resolve("silences.torn")).exists();
    }

    @Test
    void ended_by_hand_it_holds_no_more() throws SilenceException {
        var active = silences.set(wish("", "a=b", Duration.ZERO, minutes(2)));
        var pending = silences.set(wish("", "a=b", minutes(1), minutes(2)));
        clock.advance(Duration.ofSeconds(1));

        silences.expire(active);
        silences.expire(pending);

        assertThat(isQuiet("b")).isFalse();
        assertThat(state(active)).isEqualTo(Silence.State.EXPIRED);
        assertThat(state(pending)).isEqualTo(Silence.State.EXPIRED);
        var ended = silences.get(active);
        silences.expire(active);
        assertThat(silences.get(active)).isEqualTo(ended);
        assertThatThrownBy(() -> silences.expire("no")).hasMessage("silence no not found");
    }

    @Test
    void a_later_end_changes_it_and_other_matchers_replace_it() throws SilenceException {
        var id = silences.set(wish("", "a=b", Duration.ZERO, minutes(2)));
        clock.advance(minutes(1));

        var longer = silences.get(id).orElseThrow();
        assertThat(
                        silences.set(
                                new Silence(
                                        id,
                                        longer.matchers(),
                                        longer.startsAt(),
                                        clock.instant().plus(minutes(9)),
                                        clock.instant(),
                                        "me",
                                        "longer",
                                        Map.of())))
                .isEqualTo(id);
        var replacing = silences.set(wish(id, "a=c", Duration.ZERO, minutes(2)));

        assertThat(replacing).isNotEqualTo(id);
        clock.advance(Duration.ofMillis(1));
        assertThat(state(id)).isEqualTo(Silence.State.EXPIRED);
        assertThat(isQuiet("c")).isTrue();
        assertThatThrownBy(() -> silences.set(wish("no", "a=c", Duration.ZERO, minutes(2))))
                .hasMessage("silence no not found");
    }

    @Test
    void one_that_ended_five_days_ago_is_forgotten() throws Exception {
        var id = silences.set(wish("", "a=b", Duration.ZERO, minutes(2)));
        clock.advance(Duration.ofDays(5));
        reopen();
        assertThat(silences.get(id)).isPresent();
        clock.advance(minutes(3));
        reopen();

        assertThat(silences.get(id)).isEmpty();
    }

    @Test
    void there_is_a_limit() throws SilenceException {
        for (int i = 0; i < MOST; i++) {
            var _ = silences.set(wish("", "a=b", Duration.ZERO, minutes(2)));
        }

        assertThatThrownBy(() -> silences.set(wish("", "a=b", Duration.ZERO, minutes(2))))
                .hasMessage("exceeded maximum number of silences: 4");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''         | me | why | 0  | 5  | at least one matcher required",
                "a=~'.*'    | me | why | 0  | 5  | at least one matcher must not match the empty string",
                "a='',b=~'x?' | me | '' | 0 | 5 | at least one matcher must not match the empty string",
                "a=b        | me | why | 5  | 5  | start time must be before end time",
                "a=b        | me | why | -5 | -1 | end time can't be in the past",
            })
    void a_wish_that_makes_no_sense_is_refused(
            String matchers, String author, String comment, int from, int to, String message) {
        var now = clock.instant();
        var wish =
                new Silence(
                        "",
                        MatcherText.all(matchers.replace("'", "\"")),
                        now.plus(minutes(from)),
                        now.plus(minutes(to)),
                        now,
                        author,
                        comment,
                        Map.of());

        assertThatThrownBy(() -> silences.set(wish)).hasMessage(message);
        assertThat(silences.all()).isEmpty();
    }

    private Silence wish(String id, String matchers, Duration in, Duration length) {
        Instant start = clock.instant().plus(in);
        return new Silence(
                id,
                MatcherText.all(matchers),
                start,
                start.plus(length).minusMillis(1),
                clock.instant(),
                "me",
                "why",
                Map.of("ticket", "1"));
    }

    private Silence.State state(String id) {
        return silences.get(id).orElseThrow().stateAt(clock.instant());
    }

    private boolean isQuiet(String value) {
        return !silences.silencing(Labels.of("a", value), clock.instant()).isEmpty();
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }
}
