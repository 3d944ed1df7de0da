package io.hypervigil.admin;

import io.hypervigil.admin.audit.AuditRecord;
import io.hypervigil.admin.audit.AuditRecord.Outcome;
import io.hypervigil.admin.audit.AuditTrail;
import io.hypervigil.collect.action.ValueJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An audit trail that a test reads. */
public final class Trail implements AuditTrail {

    private final List<AuditRecord> records = new CopyOnWriteArrayList<>();

    @Override
    public void keep(AuditRecord call) {
        records.add(call);
    }

    /** What was kept. */
    public List<AuditRecord> records() {
        return records;
    }

    /** {@code alice(OPERATOR) tea.pour {"cups":2} done, changed}, a call each. */
    public List<String> lines() {
        return records.stream().map(Trail::line).toList();
    }

    private static String line(AuditRecord call) {
        try {
            return call.caller()
                    + "("
                    + call.role()
                    + ") "
                    + call.within().map(outer -> outer + " > ").orElse("")
                    + call.action()
                    + " "
                    + ValueJson.line(call.parameters())
                    + (call.isDryRun() ? " dry" : "")
                    + call.job().map(_ -> " job").orElse("")
                    + switch (call.outcome()) {
                        case Outcome.Begun() -> " begun";
                        case Outcome.Done(boolean isChanged) ->
                                isChanged ? " changed" : " unchanged";
                        case Outcome.Failed(var kind, var message) -> " " + kind + ": " + message;
                    };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
