package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.Details;
import java.util.List;

/**
 * What makes a VM as asked.
 *
 * @param calls none where it is so already
 * @param notes what else a caller wants to know
 */
record Plan(List<Call> calls, Details notes) {

    static Plan of(Call... calls) {
        return new Plan(List.of(calls), new Details());
    }

    static Plan nothing() {
        return of();
    }

    Plan noting(String note) {
        return new Plan(calls, notes.text("note", note));
    }
}
