package io.hypervigil.alerting.group;

import io.hypervigil.alerting.rulefile.GroupSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A group of rules, each of which sees what those before it wrote. */
final class RuleGroup {

    private final String file;
    private final GroupSpec spec;
    private final Beat beat;
    private final Duration offset;
    private final List<RuleSlot> slots;
    private volatile Instant next;
    private volatile GroupStatus status = GroupStatus.NEW;

    RuleGroup(String file, GroupSpec spec, RuleSettings settings, List<RuleSlot> slots) {
        this.file = file;
        this.spec = spec;
        this.beat = Beat.of(spec.interval().orElse(settings.interval()), file, spec.name());
        this.offset = spec.queryOffset().orElse(settings.queryOffset());
        this.slots = List.copyOf(slots);
        this.next = Instant.MAX;
    }

    String file() {
        return file;
    }

    GroupSpec spec() {
        return spec;
    }

    Duration interval() {
        return beat.interval();
    }

    List<RuleSlot> slots() {
        return slots;
    }

    GroupStatus status() {
        return status;
    }

    Instant next() {
        return next;
    }

    /** Goes on as another did, where both come at the same times; begins anew otherwise. */
    void begin(Optional<RuleGroup> before, Instant now) {
        var same = before.filter(group -> group.beat.equals(beat));
        next = same.map(RuleGroup::next).orElseGet(() -> beat.firstAfter(now));
        status = before.map(RuleGroup::status).orElse(GroupStatus.NEW);
    }

    /** A clock that was set back must not silence a group for as long. */
    void follow(Instant now) {
        if (next.isAfter(now.plusMillis(beat.intervalMillis()))) {
            next = beat.firstAfter(now);
        }
    }

    /**
     * The time that is to be evaluated now, of several that have passed the last one; the others
     * are counted as missed.
     */
    Instant take(Instant now) {
        long missed = Duration.between(next, now).toMillis() / beat.intervalMillis();
        var due = next.plusMillis(missed * beat.intervalMillis());
        next = due.plusMillis(beat.intervalMillis());
        status = status.missing(missed);
        return due;
    }

    /** Evaluates all rules for a time, as far as nobody wants it stopped. */
    void evaluate(Instant at, RuleWork work) {
        var asking = new Asking(work, at, offset);
        for (var slot : slots) {
            if (work.isStopped().getAsBoolean()) {
                return;
            }
            slot.evaluate(asking, spec.limit(), interval());
        }
        var took =
                slots.stream()
                        .map(slot -> slot.status().took())
                        .reduce(Duration.ZERO, Duration::plus);
        long failures = slots.stream().filter(slot -> slot.status().error().isPresent()).count();
        status = status.evaluated(at, took, slots.size(), failures);
    }
}
