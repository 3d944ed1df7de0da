package io.hypervigil.admin.audit;

/**
 * Is told of every call, those that are refused among them: once at its end, of a job also when it
 * is taken.
 *
 * <p>Thread: any.
 */
@FunctionalInterface
public interface AuditTrail {

    /** Keeps it; is quick, and does not throw. */
    void keep(AuditRecord call);
}
