package io.hypervigil.alerting.group;

import io.hypervigil.alerting.rulefile.GroupSpec;
import io.hypervigil.alerting.rulefile.RuleFile;
import io.hypervigil.alerting.state.AlertStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * All groups of rules of the process. Each is evaluated at its own times; what its alerts have come
 * to is saved after each evaluation that changed it.
 *
 * <p>Thread: {@link #evaluateDue} that of the rules; all else any.
 */
public final class RuleGroups {

    private final RuleParts parts;
    private final AlertSaves saves;
    private final InstantSource clock;
    private final LongSupplier nanos;

    /** Held by a reload and by the evaluation of one group. */
    private final Object turn = new Object();

    private RuleWork work;
    private volatile List<RuleGroup> groups = List.of();
    private volatile boolean isStopped;

    /**
     * @param store of what must outlive the process
     * @param clock that groups are evaluated by
     */
    public RuleGroups(RuleParts parts, AlertStore store, InstantSource clock) {
        this(parts, store, clock, System::nanoTime);
    }

    RuleGroups(RuleParts parts, AlertStore store, InstantSource clock, LongSupplier nanos) {
        this.parts = parts;
        this.saves = new AlertSaves(store);
        this.clock = clock;
        this.nanos = nanos;
        this.work = RuleWork.of(parts, RuleSettings.STANDARD, () -> isStopped, this::save);
    }

    /**
     * Takes over what files say, in the place of what they said before. Rules that stand there as
     * they did keep their alerts, in another group too; the series of those that do not end. The
     * first time, alerts go on as they were saved.
     */
    public void load(List<RuleFile> files, RuleSettings newSettings) {
        synchronized (turn) {
            var now = clock.instant();
            var builder = new GroupBuilder(newSettings, files, nanos);
            boolean isSame = newSettings.equals(work.settings());
            var kept = new HashSet<RuleGroup>();
            var heirs = new ArrayList<RuleSlot>();
            var next = new ArrayList<RuleGroup>();
            for (var file : files) {
                for (var spec : file.groups()) {
                    var before = find(file.name(), spec.name());
                    var unchanged = before.filter(group -> isSame && group.spec().equals(spec));
                    unchanged.ifPresent(kept::add);
                    next.add(
                            unchanged.orElseGet(
                                    () -> begin(builder, file, spec, before, now, heirs)));
                }
            }
            settle(kept, heirs, now);
            groups = List.copyOf(next);
            work = RuleWork.of(parts, newSettings, () -> isStopped, this::save);
        }
    }

    private static RuleGroup begin(
            GroupBuilder builder,
            RuleFile file,
            GroupSpec spec,
            Optional<RuleGroup> before,
            Instant now,
            List<RuleSlot> heirs) {
        var group = builder.build(file.name(), spec);
        group.begin(before, now);
        heirs.addAll(group.slots());
        return group;
    }

    private Optional<RuleGroup> find(String file, String name) {
        return groups.stream()
                .filter(group -> group.file().equals(file) && group.spec().name().equals(name))
                .findFirst();
    }

    private void settle(Collection<RuleGroup> kept, List<RuleSlot> heirs, Instant now) {
        var legacy = new Legacy();
        groups.stream()
                .filter(group -> !kept.contains(group))
                .flatMap(group -> group.slots().stream())
                .forEach(legacy::leave);
        saves.restore(legacy, now);
        legacy.settle(heirs);
        saves.keep(legacy.unclaimed());
        var written = new HashSet<>();
        kept.forEach(group -> group.slots().forEach(slot -> written.addAll(slot.series())));
        for (var orphan : legacy.orphans()) {
            if (!written.contains(orphan)) {
                RuleSlot.end(parts.sink(), orphan, now.toEpochMilli());
            }
        }
    }

    /**
     * Evaluates each group whose time has come, the one that has waited longest first.
     *
     * @return when the next one is due; empty where there is no group
     */
    public Optional<Instant> evaluateDue() {
        var now = clock.instant();
        groups.forEach(group -> group.follow(now));
        while (!isStopped) {
            var next = next();
            if (next.isEmpty() || next.get().next().isAfter(clock.instant())) {
                return next.map(RuleGroup::next);
            }
            evaluate(next.get());
        }
        return Optional.empty();
    }

    private Optional<RuleGroup> next() {
        RuleGroup first = null;
        for (var group : groups) {
            if (first == null || group.next().isBefore(first.next())) {
                first = group;
            }
        }
        return Optional.ofNullable(first);
    }

    private void evaluate(RuleGroup group) {
        synchronized (turn) {
            if (!groups.contains(group)) {
                return;
            }
            group.evaluate(group.take(clock.instant()), work);
            save();
        }
    }

    /** Evaluates every group for one time, in their order, whatever their own times. */
    public void evaluateAll(Instant at) {
        synchronized (turn) {
            for (var group : groups) {
                group.evaluate(at, work);
            }
            save();
        }
    }

    private void save() {
        saves.save(groups, clock.instant());
    }

    /** Ends the evaluation that runs, soon; nothing is evaluated any more. */
    public void stop() {
        isStopped = true;
    }

    /** The groups as they are now, in the order of files and groups. */
    public List<GroupView> views() {
        return groups.stream().map(GroupView::of).toList();
    }
}
