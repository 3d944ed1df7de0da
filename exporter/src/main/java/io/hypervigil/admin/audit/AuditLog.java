package io.hypervigil.admin.audit;

import io.hypervigil.admin.audit.AuditRecord.Outcome;
import io.hypervigil.collect.action.Value;
import io.hypervigil.collect.action.ValueJson;
import java.io.IOException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The audit trail in the process's own log, a line a call:
 *
 * <pre>
 * msg="action done" caller=alice role=operator action=vm.start parameters="{\"vm\":\"web\"}"
 *     outcome=changed durationMs=312
 * </pre>
 *
 * <p>What went well is INFO, what was refused or failed WARN.
 */
public final class AuditLog implements AuditTrail {

    private final Logger logger;

    /** In the process's log. */
    public AuditLog() {
        this(LoggerFactory.getLogger(AuditLog.class));
    }

    AuditLog(Logger logger) {
        this.logger = logger;
    }

    @Override
    public void keep(AuditRecord call) {
        var line =
                logger.atLevel(level(call.outcome()))
                        .addKeyValue("caller", call.caller())
                        .addKeyValue("role", call.role().name().toLowerCase(Locale.ROOT))
                        .addKeyValue("action", call.action())
                        .addKeyValue("parameters", text(call.parameters()));
        if (call.isDryRun()) {
            line = line.addKeyValue("dryRun", true);
        }
        if (call.within().isPresent()) {
            line = line.addKeyValue("within", call.within().get());
        }
        if (call.job().isPresent()) {
            line = line.addKeyValue("job", call.job().get());
        }
        switch (call.outcome()) {
            case Outcome.Begun() -> line.log("action taken as a job");
            case Outcome.Done(boolean isChanged) ->
                    line.addKeyValue("outcome", isChanged ? "changed" : "unchanged")
                            .addKeyValue("durationMs", call.took().toMillis())
                            .log("action done");
            case Outcome.Failed(var kind, var message) ->
                    line.addKeyValue("outcome", kind.name().toLowerCase(Locale.ROOT))
                            .addKeyValue("error", message)
                            .addKeyValue("durationMs", call.took().toMillis())
                            .log("action not done");
        }
    }

    private static Level level(Outcome outcome) {
        return outcome instanceof Outcome.Failed ? Level.WARN : Level.INFO;
    }

    private static String text(Value.Fields parameters) {
        try {
            return ValueJson.line(parameters);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
