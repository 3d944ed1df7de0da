package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.Parameter;
import io.hypervigil.libvirt.jna.Affect;
import java.util.List;
import java.util.Optional;

/** What of a VM a change is made to. */
final class ScopeParameter {

    static final Parameter SCOPE =
            Parameter.optional(
                    "scope",
                    new Parameter.Type.Choice(List.of("live", "config", "both")),
                    "What runs, what the next start takes, or both; all there is if not said");

    private ScopeParameter() {}

    /** Empty: all that there is. */
    static Optional<Affect> of(ActionCall call) {
        return call.text(SCOPE.name())
                .map(
                        scope ->
                                switch (scope) {
                                    case "live" -> Affect.LIVE;
                                    case "config" -> Affect.CONFIG;
                                    default -> Affect.LIVE_AND_CONFIG;
                                });
    }
}
