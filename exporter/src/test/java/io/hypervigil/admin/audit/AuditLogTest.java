package io.hypervigil.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.admin.audit.AuditRecord.Outcome;
import io.hypervigil.collect.action.Action.Role;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.spi.LoggingEventAware;

final class AuditLogTest {

    private final Events events = new Events();
    private final AuditLog log = new AuditLog(events);

    @Test
    void each_call_is_a_line_with_who_what_and_how_it_ended() {
        log.keep(call(false, Optional.empty(), Optional.empty(), new Outcome.Done(true)));

        assertThat(line())
                .isEqualTo(
                        "INFO action done: caller=alice role=operator action=vm.start"
                                + " parameters={\"vm\":\"web\"} outcome=changed durationMs=312");
    }

    @Test
    void a_dry_run_within_another_action_says_both() {
        log.keep(call(true, Optional.of("vm.create"), Optional.empty(), new Outcome.Done(false)));

        assertThat(line())
                .isEqualTo(
                        "INFO action done: caller=alice role=operator action=vm.start"
                                + " parameters={\"vm\":\"web\"} dryRun=true within=vm.create"
                                + " outcome=unchanged durationMs=312");
    }

    @Test
    void a_job_is_a_line_when_it_is_taken() {
        log.keep(call(false, Optional.empty(), Optional.of("1jw8"), new Outcome.Begun()));

        assertThat(line())
                .isEqualTo(
                        "INFO action taken as a job: caller=alice role=operator action=vm.start"
                                + " parameters={\"vm\":\"web\"} job=1jw8");
    }

    @Test
    void what_was_not_done_is_a_warning_with_its_reason() {
        log.keep(
                call(
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        new Outcome.Failed(Kind.NOT_PERMITTED, "vm.start needs the role admin")));

        assertThat(line())
                .isEqualTo(
                        "WARN action not done: caller=alice role=operator action=vm.start"
                                + " parameters={\"vm\":\"web\"} outcome=not_permitted"
                                + " error=vm.start needs the role admin durationMs=312");
    }

    private static AuditRecord call(
            boolean isDryRun, Optional<String> within, Optional<String> job, Outcome outcome) {
        return new AuditRecord(
                "alice",
                Role.OPERATOR,
                "vm.start",
                new Value.Fields(Map.of("vm", new Value.Text("web"))),
                isDryRun,
                within,
                job,
                outcome,
                Duration.ofMillis(312));
    }

    private String line() {
        assertThat(events.all).hasSize(1);
        var event = events.all.removeFirst();
        return event.getLevel()
                + " "
                + event.getMessage()
                + ": "
                + event.getKeyValuePairs().stream()
                        .map(pair -> pair.key + "=" + pair.value)
                        .collect(Collectors.joining(" "));
    }

    /** Keeps events with their keys, as the process's own logger takes them. */
    @SuppressWarnings("serial")
    private static final class Events extends LegacyAbstractLogger implements LoggingEventAware {

        private final List<LoggingEvent> all = new ArrayList<>();

        @Override
        public void log(LoggingEvent event) {
            all.add(event);
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                @Nullable String message,
                Object @Nullable [] arguments,
                @Nullable Throwable thrown) {
            throw new AssertionError("without keys: " + message);
        }

        @Override
        protected @Nullable String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        public boolean isTraceEnabled() {
            return true;
        }

        @Override
        public boolean isDebugEnabled() {
            return true;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }
    }
}
